import { asList, type Resolved, zonesOfNames } from '../../../assembly/index.ts';
import { modeOfNat, referrersBy, subnetsOfRoute, zonesOf } from '../../../aws/index.ts';
import { judgeCoverage } from '../../coverage-of-zones.ts';
import type { ResourceRule } from '../../rule.ts';
import { pass, unknown } from '../../verdicts.ts';

const NO_NAME: Resolved = { kind: 'unknown', code: 'attribute', reason: 'the zone is given by ID' };

export const rule: ResourceRule = {
  id: 'HA-NET-4',
  consequence: 'a lost zone cuts subnets of other zones off from the outside',
  title: 'A regional NAT gateway covers every Availability Zone that uses it',
  rationale:
    'With AvailabilityZoneAddresses a regional NAT gateway no longer expands to zones by itself: subnets of zones that are left out depend on another zone.',
  severity: 'error',
  fix: 'Leave AvailabilityZoneAddresses out, or list every Availability Zone of the subnets that are routed to the gateway.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html'],
  appliesTo: ['AWS::EC2::NatGateway'],
  check(nat, { graph }) {
    const property = ['AvailabilityZoneAddresses'];
    const mode = modeOfNat(graph, nat);
    if (mode.state === 'unknown') return unknown(`AvailabilityMode is not known: ${mode.reason}`);
    if (mode.value !== 'regional') return undefined;
    const addresses = graph.get(nat, 'AvailabilityZoneAddresses');
    if (addresses.kind === 'absent') return pass('expands to every zone by itself', { property });
    const routes = referrersBy(graph, nat, 'AWS::EC2::Route', 'NatGatewayId');
    const subnets = routes.flatMap((route) => subnetsOfRoute(graph, route));
    if (subnets.length === 0) return undefined;
    const items = asList(addresses);
    const covered =
      items.state === 'known'
        ? items.value.map((item) => zoneIn(item))
        : [{ ...NO_NAME, reason: 'the list is not known' }];
    return judgeCoverage(
      zonesOf(graph, subnets),
      zonesOfNames(graph, { kind: 'list', items: covered }),
      { wanted: 'subnets', present: 'addresses' },
      { property },
    );
  },
};

function zoneIn(item: Resolved): Resolved {
  return (item.kind === 'mapping' ? item.entries.get('AvailabilityZone') : undefined) ?? NO_NAME;
}
