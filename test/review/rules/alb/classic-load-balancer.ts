import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const classic = (properties: string) =>
  `Balancer: { Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: { ${properties} } }`;
const AB = 'Subnets: [!Ref SubnetA, !Ref SubnetB]';
const DRAIN = 'ConnectionDrainingPolicy: { Enabled: true }';

export const samples: RuleSamples = {
  pass: {
    'all of it': [subnets('ab'), classic(`CrossZone: 'true', ${DRAIN}, ${AB}`)],
    'zones by name': classic(
      `CrossZone: true, ${DRAIN}, AvailabilityZones: [eu-west-1a, eu-west-1b]`,
    ),
  },
  fail: {
    'no cross-zone load balancing': [subnets('ab'), classic(`${DRAIN}, ${AB}`)],
    'no draining': [subnets('ab'), classic(`CrossZone: true, ${AB}`)],
    'one zone': [subnets('ab'), classic(`CrossZone: true, ${DRAIN}, Subnets: [!Ref SubnetA]`)],
  },
  unknown: {
    'the zones of a parameter, however many there are': `
      Parameters: { Zones: { Type: List<AWS::EC2::AvailabilityZone::Name> } }
      Resources:
        ${classic(`CrossZone: true, ${DRAIN}, AvailabilityZones: !Ref Zones`)}
    `,
  },
};
