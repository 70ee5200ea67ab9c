import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const pilotLight = {
  strategy: 'pilot-light',
  regions: [
    { name: 'eu-central-1', role: 'primary' },
    { name: 'eu-west-1', role: 'standby' },
  ],
} as const;

export const samples: RuleSamples = {
  pass: {
    'one in each of three zones': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: '3', MaxSize: '6' }
    `,
    ],
    'a schedule that does not go below it': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 6, MaxSize: 9 }
      Schedule:
        Type: AWS::AutoScaling::ScheduledAction
        Properties: { AutoScalingGroupName: !Ref Group, MinSize: 3 }
    `,
    ],
  },
  fail: {
    'two for three zones': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: '2', MaxSize: '6' }
    `,
    ],
    'a schedule that goes to zero at night': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 3, MaxSize: 9 }
      Schedule:
        Type: AWS::AutoScaling::ScheduledAction
        Properties: { AutoScalingGroupName: !Ref Group, MinSize: 0 }
    `,
    ],
  },
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
          Properties: { VPCZoneIdentifier: !Ref Subnets, MinSize: 1, MaxSize: 4 }
    `,
  },
  notApplicable: {
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
