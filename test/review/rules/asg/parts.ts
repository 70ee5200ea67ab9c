import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const pilotLight = {
  strategy: 'pilot-light',
  regions: [
    { name: 'eu-central-1', role: 'primary' },
    { name: 'eu-west-1', role: 'standby' },
  ],
} as const;

/** What no rule about a group's minimum can tell, and what none is about. */
export const minimumSamples: Pick<RuleSamples, 'unknown' | 'notApplicable'> = {
  unknown: {
    'a minimum that is given at deployment': [
      subnets(),
      `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: !Ref Size, MaxSize: 6 }
    `,
    ],
    'subnets that are known at deployment only': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets, MinSize: 2, MaxSize: 4 }
    `,
  },
  notApplicable: {
    'workers that start from none': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 0, MaxSize: 40 }
    `,
    ],
    'instances that a capacity provider keeps': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 1, MaxSize: 40 }
      Provider:
        Type: AWS::ECS::CapacityProvider
        Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Group, ManagedScaling: { Status: ENABLED } } }
    `,
    ],
    'nodes that Cluster Autoscaler keeps': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]
          MinSize: 1
          MaxSize: 30
          Tags: [{ Key: k8s.io/cluster-autoscaler/shop, Value: owned, PropagateAtLaunch: true }]
    `,
    ],
    'a pilot light, which runs nothing': {
      profile: pilotLight,
      stacks: {
        'eu-west-1/App': [
          subnets(),
          `
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 0, MaxSize: 6 }
      `,
        ],
      },
    },
  },
};
