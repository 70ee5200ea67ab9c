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
    'one for two zones': [
      routed({ A: 'NatGatewayId: !Ref NatA', B: 'NatGatewayId: !Ref NatA' }),
      nats('A'),
    ],
    'two in one zone, for two': [
      routed({ A: 'NatGatewayId: !Ref NatA', B: 'NatGatewayId: !Ref Other' }),
      nats('A'),
      'Other: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicA } }',
    ],
  },
  unknown: {
    'NAT gateways of another template': routed({
      A: 'NatGatewayId: nat-1',
      B: 'NatGatewayId: nat-2',
    }),
  },
  notApplicable: { 'no NAT gateway': routed({ A: 'GatewayId: igw-1', B: 'GatewayId: igw-1' }) },
};
