import type { RuleSamples } from '../../support/samples.ts';
import { routed } from './network.ts';

const endpoints = (zones: string) =>
  [...zones]
    .map(
      (zone) => `
Firewall${zone}:
  Type: AWS::EC2::Subnet
  Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1${zone.toLowerCase()} }
Endpoint${zone}:
  Type: AWS::EC2::VPCEndpoint
  Properties: { VpcEndpointType: GatewayLoadBalancer, SubnetIds: [!Ref Firewall${zone}] }`,
    )
    .join('\n');

export const samples: RuleSamples = {
  pass: {
    'an endpoint in each zone': [
      routed({ A: 'VpcEndpointId: !Ref EndpointA', B: 'VpcEndpointId: !Ref EndpointB' }),
      endpoints('AB'),
    ],
  },
  fail: {
    'one for two zones': [
      routed({ A: 'VpcEndpointId: !Ref EndpointA', B: 'VpcEndpointId: !Ref EndpointA' }),
      endpoints('A'),
    ],
  },
  unknown: {
    'endpoints of a Network Firewall, whose order is known at deployment only': [
      routed({
        A: "VpcEndpointId: !Select [1, !Split [':', !Select [0, !GetAtt Firewall.EndpointIds]]]",
      }),
      'Firewall: { Type: AWS::NetworkFirewall::Firewall }',
    ],
  },
  notApplicable: {
    'routes of the internet gateway': [
      endpoints('A'),
      `
      Vpc: { Type: AWS::EC2::VPC }
      Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
      Association:
        Type: AWS::EC2::GatewayRouteTableAssociation
        Properties: { RouteTableId: !Ref Table, GatewayId: igw-1 }
      Route:
        Type: AWS::EC2::Route
        Properties: { RouteTableId: !Ref Table, VpcEndpointId: !Ref EndpointA }
      `,
    ],
  },
};
