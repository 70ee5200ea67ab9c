import {
  asNumber,
  asString,
  leadsTo,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  type ZoneCount,
  zonesOfNames,
  zonesOfSubnets,
} from '../assembly/index.ts';

export const AUTO_SCALING_GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** The Availability Zones that a group launches in, and the property that says so. */
export function zonesOfGroup(
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
    return [leadsTo(graph, graph.get(node, ...property), [AUTO_SCALING_GROUP], node.region)];
  };
}

const groupByName = groupsIn('AutoScalingGroupName');
const groupOfProvider = groupsIn('AutoScalingGroupProvider', 'AutoScalingGroupArn');

/** The resources of a type that name a group; `open` are those of which it is not known. */
export function attachedToGroup(
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
export function scalingOfGroup(graph: ResourceGraph, group: ResourceNode) {
  const policies = attachedToGroup(graph, group, 'AWS::AutoScaling::ScalingPolicy');
  const providers = attachedToGroup(graph, group, 'AWS::ECS::CapacityProvider', groupOfProvider);
  return {
    attached: [...policies.attached, ...providers.attached],
    open: [...policies.open, ...providers.open],
  };
}

/** The least that a group runs: its minimum, or a lower one that a schedule sets. */
export function minimumOfGroup(graph: ResourceGraph, group: ResourceNode): Read<number> {
  const { attached } = attachedToGroup(graph, group, 'AWS::AutoScaling::ScheduledAction');
  const own = asNumber(graph.get(group, 'MinSize'));
  const scheduled = attached.map((action) => asNumber(graph.get(action, 'MinSize')));
  const all = [own, ...scheduled].filter(({ state }) => state !== 'absent');
  const unknown = all.find(({ state }) => state === 'unknown');
  if (unknown !== undefined) return unknown;
  const known = all.flatMap((one) => (one.state === 'known' ? [one.value] : []));
  if (known.length === 0) return { state: 'absent' };
  return { state: 'known', value: Math.min(...known), parameters: [] };
}

/** The types of a group's health checks: `ELB,EBS` is two of them. */
export function healthChecksOfGroup(
  graph: ResourceGraph,
  group: ResourceNode,
): Read<readonly string[]> {
  const types = asString(graph.get(group, 'HealthCheckType'));
  if (types.state !== 'known') return types;
  return { ...types, value: types.value.split(',').map((type) => type.trim()) };
}

/** What a group keeps without one zone: it balances, so that the fullest holds the share of one, rounded up. */
export function instancesLeft(instances: number, zones: number): number {
  const lost = Math.max(1, Math.ceil(instances / Math.max(1, zones)));
  return Math.max(0, instances - lost);
}
