import type { RuleSamples } from '../../support/samples.ts';
import { nats, routed } from './network.ts';

export const samples: RuleSamples = {
  pass: {
    'a NAT gateway in each zone': [
      routed({ A: 'NatGatewayId: !Ref NatA', B: 'NatGatewayId: !Ref NatB' }),
      nats('AB'),
    ],
    'one regional NAT gateway': [
      routed({ A: 'NatGatewayId: !Ref Nat', B: 'NatGatewayId: !Ref Nat' }),
      `
      Nat:
        Type: AWS::EC2::NatGateway
        Properties: { VpcId: !Ref Vpc, AvailabilityMode: regional }
      `,
    ],
  },
  fail: {
    'two NAT gateways, of which one is used': [
      routed({ A: 'NatGatewayId: !Ref NatA', B: 'NatGatewayId: !Ref NatA' }),
      nats('AB'),
    ],
    'two, crossed': [
      routed({ A: 'NatGatewayId: !Ref NatB', B: 'NatGatewayId: !GetAtt NatA.NatGatewayId' }),
      nats('AB'),
    ],
  },
  unknown: {
    'a NAT gateway of another template': routed({ A: 'NatGatewayId: nat-1' }),
    'a route table without subnets': [
      nats('AB'),
      `
      Vpc: { Type: AWS::EC2::VPC }
      Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
      Route:
        Type: AWS::EC2::Route
        Properties: { RouteTableId: !Ref Table, NatGatewayId: !Ref NatA }
      `,
    ],
  },
  notApplicable: {
    'a route to the internet': routed({ A: 'GatewayId: igw-1' }),
    'the only NAT gateway, which HA-NET-3 speaks of': [
      routed({ A: 'NatGatewayId: !Ref NatA', B: 'NatGatewayId: !Ref NatA' }),
      nats('A'),
    ],
  },
};
