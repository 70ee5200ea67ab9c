import {
  asList,
  asNumber,
  asString,
  type Read,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  zoneOfSubnet,
} from '../../assembly/index.ts';
import { referrersBy, subnetOfNat } from '../../aws/index.ts';

/** Families that the quota of Standard instances covers, by the letters before the generation. */
const STANDARD_FAMILY = /^(?:a|c|d|h|i|im|is|m|r|t|z)\d/;

/**
 * vCPUs of an instance type, by its size; 0 if another quota covers its family, undefined if the
 * size does not say (`metal`).
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html
 */
export function vcpusOfType(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.');
  if (!STANDARD_FAMILY.test(family)) return 0;
  const times = /^(\d*)xlarge$/.exec(size);
  if (times !== null) return 4 * Number(times[1] || 1);
  if (size === 'large') return 2;
  if (!['nano', 'micro', 'small', 'medium'].includes(size)) return undefined;
  if (family === 't2') return size === 'medium' ? 2 : 1;
  return family.startsWith('t') ? 2 : 1;
}

/** vCPUs of one instance of a group, or of an instance: those of the largest type it may take. */
function instanceVcpus(graph: ResourceGraph, node: ResourceNode): number | undefined {
  const types = instanceTypes(graph, node).map((value) => known(asString(value)));
  const vcpus = types.map((type) => (type === undefined ? undefined : vcpusOfType(type)));
  const sure = vcpus.filter((count) => count !== undefined);
  return sure.length === 0 || sure.length < vcpus.length ? undefined : Math.max(...sure);
}

function instanceTypes(graph: ResourceGraph, node: ResourceNode): readonly Resolved[] {
  if (node.type === 'AWS::EC2::Instance') return [graph.get(node, 'InstanceType')];
  const mixed = ['MixedInstancesPolicy', 'LaunchTemplate'] as const;
  const overrides = known(asList(graph.get(node, ...mixed, 'Overrides'))) ?? [];
  const typed = overrides
    .map((_, i) => graph.get(node, ...mixed, 'Overrides', i, 'InstanceType'))
    .filter(({ kind }) => kind !== 'absent');
  if (typed.length > 0) return typed;
  return launchTemplatesOf(graph, node).map((template) =>
    graph.get(template, 'LaunchTemplateData', 'InstanceType'),
  );
}

/** The launch templates of a group that are at hand. */
function launchTemplatesOf(graph: ResourceGraph, node: ResourceNode): readonly ResourceNode[] {
  const mixed = ['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification'];
  return [mixed, ['LaunchTemplate']].flatMap((path) =>
    ['LaunchTemplateId', 'LaunchTemplateName'].flatMap((name) => {
      const value = graph.get(node, ...path, name);
      return targetOf(graph, value, ['AWS::EC2::LaunchTemplate'], node.region) ?? [];
    }),
  );
}

/** vCPUs that a group or an instance takes of a market at the most. */
export function marketVcpus(market: 'on-demand' | 'spot') {
  return (graph: ResourceGraph, node: ResourceNode): number | undefined => {
    const size = instancesOf(graph, node, market);
    const vcpus = size === 0 ? 0 : instanceVcpus(graph, node);
    return size === undefined || vcpus === undefined ? undefined : size * vcpus;
  };
}

/**
 * The most instances of a market: a mixed group takes a base On-Demand and a share of what is above
 * it, a launch template may ask for Spot alone.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html
 */
function instancesOf(
  graph: ResourceGraph,
  node: ResourceNode,
  market: 'on-demand' | 'spot',
): number | undefined {
  const distribution = (name: string, absent: number) =>
    orDefault(
      asNumber(graph.get(node, 'MixedInstancesPolicy', 'InstancesDistribution', name)),
      absent,
    );
  const base = distribution('OnDemandBaseCapacity', 0);
  const percent = distribution('OnDemandPercentageAboveBaseCapacity', 100);
  if (base === undefined || percent === undefined) return undefined;
  const isSpot = launchTemplatesOf(graph, node).some((template) => {
    const type = asString(
      graph.get(template, 'LaunchTemplateData', 'InstanceMarketOptions', 'MarketType'),
    );
    return type.state === 'known' && type.value === 'spot';
  });
  // However many there are.
  if (isSpot ? market === 'on-demand' : market === 'spot' && percent === 100) return 0;
  const all = node.type === 'AWS::EC2::Instance' ? 1 : known(asNumber(graph.get(node, 'MaxSize')));
  if (all === undefined) return undefined;
  const above = Math.max(0, all - base);
  const onDemand = isSpot ? 0 : all - above + Math.ceil((above * percent) / 100);
  return market === 'spot' ? all - onDemand : onDemand;
}

/** Shards times one primary and its replicas, or the clusters of a group without shards. */
export function elastiCacheNodes(graph: ResourceGraph, node: ResourceNode): number | undefined {
  const number = (property: string, absent: number) =>
    orDefault(asNumber(graph.get(node, property)), absent);
  if (node.type === 'AWS::ElastiCache::CacheCluster') return number('NumCacheNodes', 1);
  if (graph.get(node, 'NumCacheClusters').kind !== 'absent') return number('NumCacheClusters', 1);
  const shards = number('NumNodeGroups', 1);
  const replicas = number('ReplicasPerNodeGroup', 0);
  return shards === undefined || replicas === undefined ? undefined : shards * (1 + replicas);
}

export function reservedConcurrency(graph: ResourceGraph, node: ResourceNode): number | undefined {
  return orDefault(asNumber(graph.get(node, 'ReservedConcurrentExecutions')), 0);
}

/** How many NAT gateways are in the zone of one; undefined: its zone is not known. */
export function gatewaysOfZone(graph: ResourceGraph, gateway: ResourceNode): number | undefined {
  const zone = zoneOfGateway(graph, gateway);
  if (zone === undefined) return undefined;
  return graph
    .having([gateway.type], zonesOfGateway, zone)
    .filter(({ region }) => region === gateway.region).length;
}

function zonesOfGateway(graph: ResourceGraph, gateway: ResourceNode) {
  return [zoneOfGateway(graph, gateway)];
}

/** A regional NAT gateway is in no subnet, and has a quota of its own. */
function zoneOfGateway(graph: ResourceGraph, gateway: ResourceNode): string | undefined {
  const subnet = subnetOfNat(graph, gateway);
  return subnet && known(zoneOfSubnet(graph, subnet));
}

/** How many interface endpoints a VPC has. */
export function endpointsOfVpc(graph: ResourceGraph, vpc: ResourceNode): number {
  return referrersBy(graph, vpc, 'AWS::EC2::VPCEndpoint', 'VpcId').filter(
    (endpoint) => known(asString(graph.get(endpoint, 'VpcEndpointType'))) === 'Interface',
  ).length;
}

function known<T>(read: Read<T>): T | undefined {
  return read.state === 'known' ? read.value : undefined;
}

function orDefault<T>(read: Read<T>, absent: T): T | undefined {
  return read.state === 'absent' ? absent : known(read);
}
