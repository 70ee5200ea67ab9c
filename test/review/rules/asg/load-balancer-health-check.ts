import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'the check of VPC Lattice for its targets, by their type': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          TrafficSources: [{ Identifier: !GetAtt Targets.Arn }]
          HealthCheckType: VPC_LATTICE
      Targets: { Type: AWS::VpcLattice::TargetGroup }
    `,
    'the check of VPC Lattice for its targets': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          TrafficSources: [{ Identifier: targets, Type: vpc-lattice }]
          HealthCheckType: VPC_LATTICE
    `,
    ELB: `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets], HealthCheckType: ELB }
      Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
    `,
    'ELB and EBS, as CDK writes it': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets], HealthCheckType: 'ELB,EBS' }
      Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
    `,
  },
  fail: {
    'EC2 for targets of VPC Lattice, by their type': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TrafficSources: [{ Identifier: !GetAtt Targets.Arn }], HealthCheckType: ELB }
      Targets: { Type: AWS::VpcLattice::TargetGroup }
    `,
    'no check of VPC Lattice for its targets': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          TrafficSources: [{ Identifier: targets, Type: vpc-lattice }]
          HealthCheckType: EC2
    `,
    'the default, EC2': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets] }
      Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
    `,
    'EC2 and EBS behind a classic load balancer': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LoadBalancerNames: [!Ref Balancer], HealthCheckType: 'EC2,EBS' }
      Balancer: { Type: AWS::ElasticLoadBalancing::LoadBalancer }
    `,
  },
  unknown: {
    'the check of VPC Lattice for what is given at deployment': `
      Parameters: { Targets: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties:
            TrafficSources: [{ Identifier: !Ref Targets }]
            HealthCheckType: VPC_LATTICE
    `,
    'a type that is given at deployment': `
      Parameters: { Type: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { TargetGroupARNs: [!Ref Targets], HealthCheckType: !Ref Type }
        Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
    `,
  },
  notApplicable: {
    'no load balancer':
      'Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 1 } }',
  },
};
