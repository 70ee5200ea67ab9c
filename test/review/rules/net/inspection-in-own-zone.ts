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

/** The first endpoint of a Network Firewall, cut out of `ZONE:ENDPOINT`. */
const ofFirewall =
  "VpcEndpointId: !Select [1, !Split [':', !Select [0, !GetAtt Firewall.EndpointIds]]]";
const firewall = (...subnets: readonly string[]) => `
Firewall:
  Type: AWS::NetworkFirewall::Firewall
  Properties: { SubnetMappings: [${subnets.map((id) => `{ SubnetId: !Ref ${id} }`).join(', ')}] }
`;

export const samples: RuleSamples = {
  pass: {
    'the one endpoint of a Network Firewall for its own zone': [
      routed({ A: ofFirewall }),
      endpoints('A'),
      firewall('FirewallA'),
    ],
    'an endpoint in each zone': [
      routed({ A: 'VpcEndpointId: !Ref EndpointA', B: 'VpcEndpointId: !Ref EndpointB' }),
      endpoints('AB'),
    ],
  },
  fail: {
    'the one endpoint of a Network Firewall for two zones': [
      routed({ A: ofFirewall, B: ofFirewall }),
      endpoints('A'),
      firewall('FirewallA'),
    ],
    'one for two zones': [
      routed({ A: 'VpcEndpointId: !Ref EndpointA', B: 'VpcEndpointId: !Ref EndpointA' }),
      endpoints('A'),
    ],
  },
  unknown: {
    'endpoints of a Network Firewall, whose order is known at deployment only': [
      routed({ A: ofFirewall }),
      endpoints('AB'),
      firewall('FirewallA', 'FirewallB'),
    ],
    'a Network Firewall in subnets that are not at hand': [
      routed({ A: ofFirewall }),
      'Firewall: { Type: AWS::NetworkFirewall::Firewall, Properties: { SubnetMappings: [{ SubnetId: subnet-1 }] } }',
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
