import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const endpoint = (ids: string) => `
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, SubnetIds: ${ids} }
`;
const group = `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB] }
`;

export const samples: RuleSamples = {
  pass: {
    'the zones of the group, in subnets of its own': [
      subnets('ab'),
      group,
      `
      Other:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !GetAtt Vpc.VpcId, AvailabilityZone: eu-west-1b }
      `,
      endpoint('[!Ref SubnetA, !Ref Other]'),
    ],
    'more zones than needed': [
      subnets('abc'),
      group,
      endpoint('[!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]'),
    ],
  },
  fail: {
    'one zone of two': [subnets('ab'), group, endpoint('[!Ref SubnetA]')],
    'a zone that a function runs in is left out': [
      subnets('ab'),
      endpoint('[!Ref SubnetB]'),
      `
      Function:
        Type: AWS::Lambda::Function
        Properties: { VpcConfig: { SubnetIds: [!Ref SubnetA] } }
      `,
    ],
  },
  unknown: {
    'a subnet of another template': [subnets('ab'), group, endpoint('[!Ref SubnetA, subnet-1]')],
  },
  notApplicable: { 'no workload': [subnets('a'), endpoint('[!Ref SubnetA]')] },
};
