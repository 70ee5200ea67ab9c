import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'room for the share of a zone': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: '6', MaxSize: '8', VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'an empty group': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 0, MaxSize: 0, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
  },
  fail: {
    'room for one where a zone has two': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 6, MaxSize: 7, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'no room': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 3, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'room for one where a zone may have two of four': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 4, MaxSize: 5, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
      `,
    ],
  },
  unknown: {
    'subnets that are known at deployment only': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets, MinSize: 4, MaxSize: 5 }
    `,
    'a maximum that is given at deployment': [
      subnets(),
      `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 3, MaxSize: !Ref Size }
    `,
    ],
  },
};
