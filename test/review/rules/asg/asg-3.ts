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
    'two of three instances left': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: '3', MaxSize: '6' }
    `,
    ],
    'one of two instances left': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB], MinSize: 2, MaxSize: 4 }
    `,
    ],
  },
  fail: {
    'one instance': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 1, MaxSize: 6 }
    `,
    ],
    'fewer than the floor': {
      profile: { floors: { capacityAfterZoneLoss: 4 } },
      stacks: {
        'eu-west-1/App': [
          subnets(),
          `
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 5, MaxSize: 9 }
      `,
        ],
      },
    },
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
          Properties: { VPCZoneIdentifier: !Ref Subnets, MinSize: 2, MaxSize: 4 }
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
