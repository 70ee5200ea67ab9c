import {
  asList,
  asNumber,
  asString,
  leadsTo,
  type Read,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  type ZoneCount,
  zonesOfNames,
  zonesOfSubnets,
} from '../../../assembly/index.ts';
import type { Profile } from '../../profile.ts';

export const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** The Availability Zones that a group launches in, and the property that says so. */
export function placementOf(
  graph: ResourceGraph,
  group: ResourceNode,
): { readonly property: string; readonly zones: ZoneCount } {
  const subnets = graph.get(group, 'VPCZoneIdentifier');
  return subnets.kind === 'absent'
    ? {
        property: 'AvailabilityZones',
        zones: zonesOfNames(graph, graph.get(group, 'AvailabilityZones')),
      }
    : { property: 'VPCZoneIdentifier', zones: zonesOfSubnets(graph, subnets) };
}

/** What a property names: a group, `open` if that is not known. */
function groupsIn(...property: readonly string[]) {
  return (graph: ResourceGraph, node: ResourceNode) => {
    return [leadsTo(graph, graph.get(node, ...property), [GROUP], node.region)];
  };
}

const groupByName = groupsIn('AutoScalingGroupName');
const groupOfProvider = groupsIn('AutoScalingGroupProvider', 'AutoScalingGroupArn');

/** The resources of a type that name a group; `open` are those of which it is not known. */
export function attachedTo(
  graph: ResourceGraph,
  group: ResourceNode,
  type: string,
  namedBy = groupByName,
): { readonly attached: readonly ResourceNode[]; readonly open: readonly ResourceNode[] } {
  return {
    attached: graph.having([type], namedBy, group),
    open: graph.having([type], namedBy, 'open'),
  };
}

/** The policies, and the capacity providers of ECS, that change a group's size. */
export function scalingOf(graph: ResourceGraph, group: ResourceNode) {
  const policies = attachedTo(graph, group, 'AWS::AutoScaling::ScalingPolicy');
  const providers = attachedTo(graph, group, 'AWS::ECS::CapacityProvider', groupOfProvider);
  return {
    attached: [...policies.attached, ...providers.attached],
    open: [...policies.open, ...providers.open],
  };
}

/** The least that a group runs: its minimum, or a lower one that a schedule sets. */
export function minimumOf(graph: ResourceGraph, group: ResourceNode): Read<number> {
  const { attached } = attachedTo(graph, group, 'AWS::AutoScaling::ScheduledAction');
  const own = asNumber(graph.get(group, 'MinSize'));
  const scheduled = attached.map((action) => asNumber(graph.get(action, 'MinSize')));
  const all = [own, ...scheduled].filter(({ state }) => state !== 'absent');
  const unknown = all.find(({ state }) => state === 'unknown');
  if (unknown !== undefined) return unknown;
  const known = all.flatMap((one) => (one.state === 'known' ? [one.value] : []));
  if (known.length === 0) return { state: 'absent' };
  return { state: 'known', value: Math.min(...known), parameters: [] };
}

/** Whether a group is meant to be empty: a Region that stands by without running anything. */
export function isSwitchedOff(group: ResourceNode, minimum: number, profile: Profile): boolean {
  const role = profile.regions.find(({ name }) => name === group.region)?.role;
  const standsBy = role === 'standby' || role === 'recovery';
  return standsBy && minimum === 0 && profile.floors.standbyFraction === 0;
}

/** The types of a group's health checks: `ELB,EBS` is two of them. */
export function healthChecksOf(graph: ResourceGraph, group: ResourceNode): Read<readonly string[]> {
  const types = asString(graph.get(group, 'HealthCheckType'));
  if (types.state !== 'known') return types;
  return { ...types, value: types.value.split(',').map((type) => type.trim()) };
}

/** A list's items, or none where the list is absent; undefined if the list is not known. */
export function itemsOf(value: Resolved): readonly Resolved[] | undefined {
  const list = asList(value);
  return list.state === 'known' ? list.value : list.state === 'absent' ? [] : undefined;
}
