import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';
import { minimumSamples } from './parts.ts';

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
    'an empty group behind a load balancer': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 0, MaxSize: 4, TargetGroupARNs: [tg] }
    `,
    ],
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
  ...minimumSamples,
};
