import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';
import { routed } from './network.ts';

export const samples: RuleSamples = {
  pass: {
    'subnets in three zones': subnets(),
    'private subnets in two zones': routed({
      A: 'NatGatewayId: nat-1',
      B: 'NatGatewayId: nat-2',
    }),
    'a NAT gateway in one zone, a NAT instance in another': routed({
      A: 'NatGatewayId: nat-1',
      B: 'InstanceId: !Ref Nat',
    }),
    'a subnet that was forgotten beside private ones in two zones': [
      routed({ A: 'NatGatewayId: nat-1', B: 'NatGatewayId: nat-2' }),
      `
      Forgotten:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !GetAtt Vpc.VpcId, AvailabilityZone: eu-west-1a }
      `,
    ],
    'zones by index': `
      Vpc: { Type: AWS::EC2::VPC }
      One:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !Ref Vpc, AvailabilityZone: !Select [0, !GetAZs ''] }
      Two:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !Ref Vpc, AvailabilityZone: !Select [1, !GetAZs ''] }
    `,
  },
  fail: {
    'one subnet': subnets('a'),
    'a public subnet in one zone, a private one in another': routed({
      A: 'GatewayId: igw-1',
      B: 'NatGatewayId: nat-1',
    }),
    'private subnets in two zones, public ones in one': [
      routed({ A: 'NatGatewayId: nat-1', B: 'NatGatewayId: nat-2' }),
      `
      Public:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !GetAtt Vpc.VpcId, AvailabilityZone: eu-west-1a }
      Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
      Association:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Public }
      Route:
        Type: AWS::EC2::Route
        Properties: { RouteTableId: !Ref Table, GatewayId: igw-1 }
      `,
    ],
  },
  unknown: {
    'zones that CloudFormation chooses': `
      Vpc: { Type: AWS::EC2::VPC }
      One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
      Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
    `,
  },
  notApplicable: { 'a VPC whose subnets are elsewhere': 'Vpc: { Type: AWS::EC2::VPC }' },
};
