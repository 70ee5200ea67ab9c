import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'no desired capacity': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6 }
      Policy:
        Type: AWS::AutoScaling::ScalingPolicy
        Properties: { AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling }
    `,
    'one that is no value': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, DesiredCapacity: !Ref AWS::NoValue }
      Policy:
        Type: AWS::AutoScaling::ScalingPolicy
        Properties: { AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling }
    `,
  },
  fail: {
    'a desired capacity': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, DesiredCapacity: '3' }
      Policy:
        Type: AWS::AutoScaling::ScalingPolicy
        Properties: { AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling }
    `,
    'one that is given at deployment': `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { MinSize: 3, DesiredCapacity: !Ref Size }
        Policy:
          Type: AWS::AutoScaling::ScalingPolicy
          Properties: { AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling }
    `,
  },
  unknown: {
    'a policy of a group that is not known': `
      Parameters: { Name: { Type: String } }
      Resources:
        Policy:
          Type: AWS::AutoScaling::ScalingPolicy
          Properties: { AutoScalingGroupName: !Ref Name }
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { MinSize: 3, DesiredCapacity: '3' }
    `,
  },
  notApplicable: {
    'a group of fixed size': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, DesiredCapacity: '3' }
    `,
  },
};
