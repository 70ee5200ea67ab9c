import type { RuleSamples } from '../../support/samples.ts';
import { balancer } from './balancer.ts';

/** A subnet with a route table, whose default route is given. */
const subnet = (route: string) => `
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1 } }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-1 } }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Subnet }
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, ${route} }
`;
const facing = balancer('Scheme: internet-facing, Subnets: [!Ref Subnet]');

export const samples: RuleSamples = {
  pass: {
    'a public subnet': [subnet('GatewayId: !Ref Gateway'), facing],
    'a gateway by its ID, and the default scheme': [
      subnet('GatewayId: igw-1'),
      balancer('Subnets: [!GetAtt Subnet.SubnetId]'),
    ],
  },
  fail: {
    'a private subnet': [subnet('NatGatewayId: nat-1'), facing],
    'a route to a VPN': [subnet('GatewayId: vgw-1'), facing],
  },
  unknown: {
    'the main route table': [
      'Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1 } }',
      facing,
    ],
    'a subnet of another template': balancer('Subnets: [subnet-1]'),
  },
  notApplicable: {
    'an internal one': [
      subnet('NatGatewayId: nat-1'),
      balancer('Scheme: internal, Subnets: [!Ref Subnet]'),
    ],
  },
};
