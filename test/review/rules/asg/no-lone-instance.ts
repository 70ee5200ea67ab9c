import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'the targets of a group': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets] }
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { Port: 80 }
    `,
  },
  fail: {
    'an instance of its own': `
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { TargetType: instance, Targets: [{ Id: !Ref Instance }] }
      Instance: { Type: AWS::EC2::Instance }
    `,
    'an instance beside a group': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets] }
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { Targets: [{ Id: !Ref Instance }] }
      Instance: { Type: AWS::EC2::Instance }
    `,
  },
  unknown: {
    'an instance by its ID': `
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { Targets: [{ Id: i-0123456789abcdef0 }] }
    `,
  },
  notApplicable: {
    addresses: `
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { TargetType: ip, Targets: [{ Id: 10.0.0.1 }] }
    `,
    'no targets yet': `
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { Port: 80 }
    `,
  },
};
