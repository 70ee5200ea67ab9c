import {
  asList,
  asNumber,
  asString,
  type Read,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../assembly/index.ts';

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
export function instanceVcpus(graph: ResourceGraph, node: ResourceNode): number | undefined {
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
  const templates = [
    graph.get(node, ...mixed, 'LaunchTemplateSpecification', 'LaunchTemplateId'),
    graph.get(node, 'LaunchTemplate', 'LaunchTemplateId'),
    graph.get(node, 'LaunchTemplate', 'LaunchTemplateName'),
  ];
  return templates.flatMap((value) => {
    const template = targetOf(graph, value, ['AWS::EC2::LaunchTemplate'], node.region);
    return template === undefined
      ? []
      : [graph.get(template, 'LaunchTemplateData', 'InstanceType')];
  });
}

/** The most instances that there can be. */
export function maximumSize(graph: ResourceGraph, node: ResourceNode): number | undefined {
  return node.type === 'AWS::EC2::Instance' ? 1 : known(asNumber(graph.get(node, 'MaxSize')));
}

/** vCPUs of a service's tasks, at the maximum of its scaling; 0 where it does not run on Fargate. */
export function fargateVcpus(graph: ResourceGraph, service: ResourceNode): number | undefined {
  const launch = graph.get(service, 'LaunchType');
  if (
    launch.kind === 'absent' &&
    graph.get(service, 'CapacityProviderStrategy').kind === 'absent'
  ) {
    return 0;
  }
  if (launch.kind === 'literal' && launch.value !== 'FARGATE') return 0;
  const types = ['AWS::ECS::TaskDefinition'];
  const task = targetOf(graph, graph.get(service, 'TaskDefinition'), types, service.region);
  const units = task && known(asNumber(graph.get(task, 'Cpu')));
  const maxima = graph
    .referrers(service)
    .filter(({ from }) => from.type === 'AWS::ApplicationAutoScaling::ScalableTarget')
    .map(({ from }) => known(asNumber(graph.get(from, 'MaxCapacity'))));
  const count =
    maxima.length > 0 ? maxima[0] : orDefault(asNumber(graph.get(service, 'DesiredCount')), 1);
  return units === undefined || count === undefined ? undefined : (units / 1024) * count;
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

function known<T>(read: Read<T>): T | undefined {
  return read.state === 'known' ? read.value : undefined;
}

function orDefault<T>(read: Read<T>, absent: T): T | undefined {
  return read.state === 'absent' ? absent : known(read);
}
