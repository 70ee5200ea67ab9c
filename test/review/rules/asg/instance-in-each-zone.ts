import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';
import { minimumSamples } from './parts.ts';

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
    'an empty group behind a load balancer': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 0, MaxSize: 4, TargetGroupARNs: [tg] }
    `,
    ],
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
  ...minimumSamples,
};
