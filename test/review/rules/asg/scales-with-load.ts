import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a policy': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: '3', MaxSize: '6' }
      Policy:
        Type: AWS::AutoScaling::ScalingPolicy
        Properties: { AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling }
    `,
    'the tags of Cluster Autoscaler': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          MinSize: 3
          MaxSize: 30
          Tags: [{ Key: k8s.io/cluster-autoscaler/enabled, Value: 'true', PropagateAtLaunch: true }]
    `,
    'a capacity provider of ECS': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6 }
      Provider:
        Type: AWS::ECS::CapacityProvider
        Properties:
          AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Group }
    `,
  },
  fail: {
    'no policy': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6 }
    `,
    'a policy that can change nothing': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: '3', MaxSize: 3 }
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
          Properties: { MinSize: 3, MaxSize: 6 }
    `,
    'a maximum that is given at deployment': `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { MinSize: 3, MaxSize: !Ref Size }
        Policy:
          Type: AWS::AutoScaling::ScalingPolicy
          Properties: { AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling }
    `,
  },
};
