import { type Resolved, zonesOfSubnets } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-8',
  consequence: 'a lost zone stops names between networks from resolving',
  title: 'A Route 53 Resolver endpoint has addresses in several Availability Zones',
  rationale:
    'Names between the VPC and other networks stop resolving when the only zone with addresses is impaired.',
  severity: 'warning',
  fix: 'Give IpAddresses in subnets of at least two Availability Zones.',
  wellArchitected: ['REL02-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-high-availability.html',
  ],
  appliesTo: ['AWS::Route53Resolver::ResolverEndpoint'],
  check(endpoint, { graph, profile }) {
    const addresses = graph.get(endpoint, 'IpAddresses');
    const zones = zonesOfSubnets(graph, subnetsIn(addresses));
    const what = 'Availability Zones of IpAddresses';
    return judgeCount(zones, profile.floors.availabilityZones, what, {
      property: ['IpAddresses'],
    });
  },
};

function subnetsIn(addresses: Resolved): Resolved {
  if (addresses.kind !== 'list') return addresses;
  const items = addresses.items.map((item) =>
    item.kind === 'mapping' ? (item.entries.get('SubnetId') ?? item) : item,
  );
  return { ...addresses, items };
}
