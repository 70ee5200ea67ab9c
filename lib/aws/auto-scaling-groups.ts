import {
  asKeyValues,
  asNumber,
  asString,
  leadsTo,
  parameterType,
  type Read,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  type ZoneCount,
  zonesOfNames,
  zonesOfSubnets,
} from '../assembly/index.ts';
import { takesRequests } from './serving.ts';
import { zonesOfList } from './zones.ts';

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
    : { property: 'VPCZoneIdentifier', zones: zonesOfTexts(graph, group, subnets) };
}

/**
 * The zones of subnets as a group takes them, which joins them with commas: one text of its list may
 * name several.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 */
function zonesOfTexts(graph: ResourceGraph, group: ResourceNode, subnets: Resolved): ZoneCount {
  if (subnets.kind !== 'list') return zonesOfList(graph, subnets);
  const items = subnets.items.flatMap((item) => splitAtCommas(graph.follow(item)));
  const zones = zonesOfSubnets(graph, { ...subnets, items });
  const isOpen = items.some((item) => isAnyText(group, item));
  return isOpen ? { ...zones, max: Number.POSITIVE_INFINITY } : zones;
}

function splitAtCommas(item: Resolved): readonly Resolved[] {
  if (item.kind === 'text') return item.parts.flatMap(splitAtCommas);
  if (item.kind !== 'literal') return [item];
  const ids = String(item.value).split(',');
  return ids.filter((id) => id.trim() !== '').map((value) => ({ ...item, value }));
}

/** Whether a value may be any text, where a parameter of another type or an item is one subnet. */
function isAnyText({ stack }: ResourceNode, value: Resolved): boolean {
  if (value.kind !== 'unknown' || value.code === 'attribute') return false;
  if (value.code !== 'parameter') return true;
  return parameterType(stack, value.subject ?? '') === 'String';
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

/** The launch template of a group, of its own or inside of a policy for mixed instances. */
export function launchTemplateOf(
  graph: ResourceGraph,
  group: ResourceNode,
): ResourceNode | undefined {
  const paths = [
    ['LaunchTemplate'],
    ['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification'],
  ];
  for (const path of paths) {
    for (const property of ['LaunchTemplateId', 'LaunchTemplateName']) {
      const value = graph.get(group, ...path, property);
      const found = targetOf(graph, value, ['AWS::EC2::LaunchTemplate'], group.region);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The tags by which Cluster Autoscaler of Kubernetes finds the groups that it scales. */
const CLUSTER_AUTOSCALER = 'k8s.io/cluster-autoscaler/';

/**
 * Whether something outside of policies keeps as many instances as are needed: a capacity provider
 * of ECS with managed scaling, or Cluster Autoscaler, which finds its groups by their tags.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 * https://docs.aws.amazon.com/eks/latest/best-practices/cas.html
 */
export function isManaged(graph: ResourceGraph, group: ResourceNode): boolean {
  const providers = attachedToGroup(graph, group, 'AWS::ECS::CapacityProvider', groupOfProvider);
  const manages = (provider: ResourceNode) => {
    const status = graph.get(provider, 'AutoScalingGroupProvider', 'ManagedScaling', 'Status');
    return status.kind !== 'literal' || status.value !== 'DISABLED';
  };
  if (providers.attached.some(manages)) return true;
  const tags = asKeyValues(graph.get(group, 'Tags'));
  return (
    tags.state === 'known' &&
    [...tags.value.keys()].some((key) => key.startsWith(CLUSTER_AUTOSCALER))
  );
}

/**
 * Whether a group is empty unless there is something to do, as workers of a queue and batches are:
 * nothing sends requests to it, and its minimum is 0.
 */
export function startsEmpty(graph: ResourceGraph, group: ResourceNode): boolean {
  // A schedule that empties it at night says nothing of the day.
  const minimum = asNumber(graph.get(group, 'MinSize'));
  const maximum = asNumber(graph.get(group, 'MaxSize'));
  return (
    minimum.state === 'known' &&
    minimum.value === 0 &&
    !(maximum.state === 'known' && maximum.value === 0) &&
    !takesRequests(graph, group)
  );
}

/**
 * Whether a group is there to replace one instance, as a bastion or a scheduler is: nothing sends
 * requests to it, and it never has more than one.
 */
export function isSingleton(graph: ResourceGraph, group: ResourceNode): boolean {
  const maximum = asNumber(graph.get(group, 'MaxSize'));
  return maximum.state === 'known' && maximum.value === 1 && !takesRequests(graph, group);
}
