import { asString, type ResourceNode, zoneOfSubnet } from '../../../assembly/index.ts';
import {
  CONSUMERS,
  consumersIn,
  consumptionOf,
  placementOf,
  usableAddresses,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/**
 * Not judged: functions, whose network interfaces are shared in a number that no template states
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).
 */
export const rule: ResourceRule = {
  id: 'HA-NET-9',
  consequence: 'what a lost zone ran cannot start elsewhere for want of addresses',
  title: 'Subnets have addresses for everything when one Availability Zone is lost',
  rationale:
    'What ran in the lost zone starts in the others only if their subnets have free addresses: a group at its maximum, and everything that shares them.',
  severity: 'warning',
  fix: 'Use larger subnets, more Availability Zones, or a lower maximum.',
  wellArchitected: ['REL02-BP03'],
  controls: 'capacity',
  docs: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html'],
  appliesTo: CONSUMERS,
  check(consumer, { graph }) {
    const placement = placementOf(graph, consumer);
    if (placement === undefined) return undefined;
    const { property, subnets } = placement;
    const details = { property };
    if (subnets === undefined) return unknown('the subnets are not known', details);
    const byZone = new Map<string, number>();
    for (const subnet of new Set(subnets)) {
      const zone = zoneOfSubnet(graph, subnet);
      const addresses = usableAddresses(graph, subnet);
      if (zone.state !== 'known') {
        const why = zone.state === 'unknown' ? zone.reason : 'Amazon EC2 chooses it';
        return unknown(`the zone of ${subnet.logicalId} is not known: ${why}`, details);
      }
      if (addresses === undefined) {
        const range = asString(graph.get(subnet, 'CidrBlock'));
        const why = range.state === 'unknown' ? `: ${range.reason}` : '';
        return unknown(`the addresses of ${subnet.logicalId} are not known${why}`, details);
      }
      byZone.set(zone.value, (byZone.get(zone.value) ?? 0) + addresses);
    }
    // In one zone, nothing is left to start in.
    if (byZone.size < 2) return undefined;
    const sizes = [...byZone.values()];
    const left = sizes.reduce((sum, size) => sum + size, 0) - Math.max(...sizes);

    const sharing = consumersIn(graph, subnets).map((other) => {
      const theirs = placementOf(graph, other)?.subnets ?? [];
      const isInside = theirs.every((subnet) => subnets.includes(subnet));
      return { other, isInside, need: consumptionOf(graph, other) };
    });
    const sum = (some: typeof sharing) => some.reduce((total, { need }) => total + (need ?? 0), 0);
    // What can also run in other subnets may, but need not, use these.
    const [least, most] = [sum(sharing.filter(({ isInside }) => isInside)), sum(sharing)];
    const others = sharing.map(({ other }): ResourceNode => other);
    const found = `${left} addresses are left without the largest zone, up to ${most} are used`;
    const verdict = { ...details, evidence: evidenceOf(others, 'uses the subnets') };
    if (left < least) return fail(`${found}, expected enough for ${least}`, verdict);
    const isOpen = sharing.some(({ need }) => need === undefined) || left < most;
    return isOpen ? unknown(`${found}; not all of it is known`, verdict) : pass(found, verdict);
  },
};
