import type { RuleSamples } from '../../support/samples.ts';
import { nats, routed } from './network.ts';

const routes = routed({ A: 'NatGatewayId: !Ref Nat', B: 'NatGatewayId: !Ref Nat' });

function regional(addresses: string): readonly string[] {
  const properties = `{ VpcId: !Ref Vpc, AvailabilityMode: regional${addresses} }`;
  return [routes, `Nat: { Type: AWS::EC2::NatGateway, Properties: ${properties} }`];
}

export const samples: RuleSamples = {
  pass: {
    'one that expands by itself': regional(''),
    'addresses in every zone that uses it': regional(
      ', AvailabilityZoneAddresses: [{ AvailabilityZone: eu-west-1a }, { AvailabilityZone: eu-west-1b }]',
    ),
  },
  fail: {
    'addresses in one of two zones': regional(
      ', AvailabilityZoneAddresses: [{ AvailabilityZone: eu-west-1a }]',
    ),
  },
  unknown: {
    'zones by ID': regional(', AvailabilityZoneAddresses: [{ AvailabilityZoneId: euw1-az1 }]'),
  },
  notApplicable: {
    'zonal NAT gateways': [routed({ A: 'NatGatewayId: !Ref NatA' }), nats('A')],
  },
};
