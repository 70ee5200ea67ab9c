import type { ResourceNode } from '../model.ts';
import type { Resolved } from '../resolve/values.ts';
import type { ResourceGraph } from './graph.ts';
import { asList, type Read } from './read.ts';

/**
 * How many Availability Zones a list covers: at least `min`, at most `max` (`Infinity` where the
 * list itself is not known). A rule fails on `max`, passes on `min`, and is unknown in between.
 */
export interface ZoneCount {
  /** The zones that are known, sorted: names (`eu-west-1a`), IDs (`euw1-az1`) and indexes (`idx#0`,
   * `PARAMETER#0`). */
  readonly keys: readonly string[];
  readonly min: number;
  readonly max: number;
}

/**
 * The zone that a value names: a name or an ID, `idx#i` for the i-th of `Fn::GetAZs`, or
 * `PARAMETER#i` for the i-th of a parameter. Which of one source is which of another is known at deployment only:
 * compare keys of one `zoneSource`.
 */
export function zoneKey(graph: ResourceGraph, value: Resolved): Read<string> {
  const zone = graph.follow(value);
  if (zone.kind === 'zone') {
    const value = `${zone.parameter ?? 'idx'}#${zone.index}`;
    return { state: 'known', value, parameters: zone.parameters ?? [] };
  }
  if (zone.kind === 'literal') {
    return { state: 'known', value: String(zone.value), parameters: zone.parameters ?? [] };
  }
  return zone.kind === 'absent'
    ? { state: 'absent' }
    : { state: 'unknown', reason: 'the Availability Zone is known at deployment only' };
}

/** Where a key comes from: other keys of one source are other zones. */
export function zoneSource(key: string): string {
  if (ZONE_ID.test(key)) return 'id';
  return key.slice(0, Math.max(key.lastIndexOf('#'), 0));
}

/**
 * The ID of a zone, `euw1-az1`, which is the same zone in every account, unlike a name.
 * https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
 */
const ZONE_ID = /^[a-z]+\d+-(?:[a-z0-9]+-)*[a-z]+\d+$/;

/** The zone of a subnet, by name or by ID; absent if Amazon EC2 chooses one. */
export function zoneOfSubnet(graph: ResourceGraph, subnet: ResourceNode): Read<string> {
  const named = zoneKey(graph, graph.get(subnet, 'AvailabilityZone'));
  return named.state === 'absent' ? zoneKey(graph, graph.get(subnet, 'AvailabilityZoneId')) : named;
}

/** The zones of a list of subnet IDs. */
export function zonesOfSubnets(graph: ResourceGraph, subnets: Resolved): ZoneCount {
  return countZones(subnets, (item) => {
    const isSubnet = item.kind === 'reference' && item.node.type === 'AWS::EC2::Subnet';
    if (!isSubnet) return undefined;
    const zone = zoneOfSubnet(graph, item.node);
    return zone.state === 'known' ? zone.value : undefined;
  });
}

/** The zones of a list of zone names. */
export function zonesOfNames(graph: ResourceGraph, names: Resolved): ZoneCount {
  return countZones(names, (item) => {
    const zone = zoneKey(graph, item);
    return zone.state === 'known' ? zone.value : undefined;
  });
}

/**
 * What `Fn::GetAZs` gives at the least: every Region has three zones, of which an account sees two
 * in us-west-1.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const FEWEST_ZONES = 2;

function countZones(value: Resolved, keyOf: (item: Resolved) => string | undefined): ZoneCount {
  const all = value.kind === 'zones' && value.parameter === undefined;
  if (all) return { keys: [], min: FEWEST_ZONES, max: Number.POSITIVE_INFINITY };
  const list = asList(value);
  if (list.state === 'absent') return { keys: [], min: 0, max: 0 };
  // AWS makes nothing in no subnet: whoever deploys it fills an empty list in.
  const isOpen = list.state === 'unknown' || list.value.length === 0;
  if (isOpen) return { keys: [], min: 1, max: Number.POSITIVE_INFINITY };
  const items = list.value.map(keyOf);
  const keys = [...new Set(items.filter((key) => key !== undefined))].toSorted();
  const bySource = [...Map.groupBy(keys, zoneSource).values()].map(({ length }) => length);
  const open = items.filter((key) => key === undefined).length;
  return {
    keys,
    // Zones of different sources may be the same.
    min: Math.max(...bySource, Math.min(items.length, 1)),
    max: keys.length + open,
  };
}
