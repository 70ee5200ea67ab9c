import {
  type ResourceGraph,
  type ResourceNode,
  zoneOfSubnet,
  zoneSource,
} from '../../../assembly/index.ts';
import { subnetsOfRoute } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/**
 * Judges whether a route leads to something in the zone of each subnet that it serves.
 *
 * @param hop what it leads to, and the subnet that this is in; undefined: not at hand
 * @param property the property that leads there
 */
export function judgeRouteZone(
  graph: ResourceGraph,
  route: ResourceNode,
  hop: { readonly target: ResourceNode; readonly subnet: ResourceNode | undefined } | undefined,
  property: string,
): readonly Verdict[] {
  const subnets = subnetsOfRoute(graph, route);
  const details = { property: [property] };
  if (hop?.subnet === undefined) return [unknown(`${property} leads to an unknown zone`, details)];
  if (subnets.length === 0) {
    return [unknown('the subnets that use the route table are not known', details)];
  }
  const { target } = hop;
  const there = zoneOfSubnet(graph, hop.subnet);
  return subnets.map((subnet) => {
    const here = zoneOfSubnet(graph, subnet);
    const evidence = evidenceOf([subnet, target], (one) => {
      const zone = one === subnet ? here : there;
      return zone.state === 'known' ? `in ${zoneName(zone.value)}` : 'in an unknown zone';
    });
    if (
      here.state !== 'known' ||
      there.state !== 'known' ||
      zoneSource(here.value) !== zoneSource(there.value)
    ) {
      const names = `${subnet.logicalId} and ${target.logicalId}`;
      return unknown(`the Availability Zones of ${names} cannot be compared`, {
        ...details,
        evidence,
      });
    }
    const found = `${subnet.logicalId} in ${zoneName(here.value)} is routed to ${target.logicalId} in ${zoneName(there.value)}`;
    return here.value === there.value
      ? pass(found, { ...details, evidence })
      : fail(`${found}, expected one in ${zoneName(here.value)}`, { ...details, evidence });
  });
}

/** A zone as people call it: of one by its place in a list, the place. */
function zoneName(key: string): string {
  const [, source, index] = /^(.*)#(\d+)$/.exec(key) ?? [];
  if (source === undefined) return key;
  return `zone ${Number(index) + 1} of ${source === 'idx' ? 'the Region' : source.slice(source.lastIndexOf('/') + 1)}`;
}
