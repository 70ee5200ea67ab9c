import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'five minutes': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { HealthCheckType: 'ELB,EBS', HealthCheckGracePeriod: '300' }
    `,
    'a hook that waits for the instance': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { HealthCheckType: ELB }
      Hook:
        Type: AWS::AutoScaling::LifecycleHook
        Properties:
          AutoScalingGroupName: !Ref Group
          LifecycleTransition: autoscaling:EC2_INSTANCE_LAUNCHING
    `,
  },
  fail: {
    'the default, none': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { HealthCheckType: ELB }
    `,
    'none for VPC Lattice': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { HealthCheckType: 'EBS,VPC_LATTICE', HealthCheckGracePeriod: 0 }
    `,
    'a hook for the end of an instance': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { HealthCheckType: ELB }
      Hook:
        Type: AWS::AutoScaling::LifecycleHook
        Properties:
          AutoScalingGroupName: !Ref Group
          LifecycleTransition: autoscaling:EC2_INSTANCE_TERMINATING
    `,
  },
  unknown: {
    'a time that is given at deployment': `
      Parameters: { Seconds: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { HealthCheckType: ELB, HealthCheckGracePeriod: !Ref Seconds }
    `,
  },
  notApplicable: {
    'EC2 status checks': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { HealthCheckType: EC2 }
    `,
  },
};
