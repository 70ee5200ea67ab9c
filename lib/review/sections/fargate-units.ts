import {
  asList,
  asNumber,
  asString,
  type PathSegment,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../assembly/index.ts';
import { scalingOfService } from '../../aws/index.ts';

type Provider = 'FARGATE' | 'FARGATE_SPOT';

/**
 * vCPUs that the tasks of a service take of Fargate at the maximum of its scaling: On-Demand and Spot
 * have a quota each, and capacity providers of EC2 take of neither.
 */
export function fargateVcpus(provider: Provider) {
  return (graph: ResourceGraph, service: ResourceNode): number | undefined => {
    const share = shareOf(graph, service, provider);
    if (share === undefined) return 0;
    const types = ['AWS::ECS::TaskDefinition'];
    const task = targetOf(graph, graph.get(service, 'TaskDefinition'), types, service.region);
    const units = task && known(asNumber(graph.get(task, 'Cpu')));
    const count = mostTasks(graph, service);
    return units === undefined || count === undefined ? undefined : (units / 1024) * share(count);
  };
}

function mostTasks(graph: ResourceGraph, service: ResourceNode): number | undefined {
  const scaling = scalingOfService(graph, service);
  if (scaling !== undefined) return known(asNumber(graph.get(scaling, 'MaxCapacity')));
  const desired = asNumber(graph.get(service, 'DesiredCount'));
  return desired.state === 'absent' ? 1 : known(desired);
}

/** How many of a number of tasks a provider runs at the most; undefined: none, for certain. */
function shareOf(
  graph: ResourceGraph,
  service: ResourceNode,
  provider: Provider,
): ((tasks: number) => number) | undefined {
  const launch = known(asString(graph.get(service, 'LaunchType')));
  if (launch !== undefined) {
    return launch === 'FARGATE' && provider === 'FARGATE' ? (tasks) => tasks : undefined;
  }
  const strategy = strategyOf(graph, service);
  const bases = strategy.reduce((sum, { base }) => sum + base, 0);
  const weights = strategy.reduce((sum, { weight }) => sum + weight, 0);
  const own = strategy.find(({ name }) => name === provider);
  if (own === undefined) return undefined;
  return (tasks) =>
    Math.min(tasks, own.base) +
    Math.ceil((Math.max(0, tasks - bases) * own.weight) / Math.max(weights, 1));
}

/**
 * The strategy of a service, else that of its cluster
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html).
 */
function strategyOf(graph: ResourceGraph, service: ResourceNode) {
  const own = itemsAt(graph, service, 'CapacityProviderStrategy');
  if (own.length > 0) return own;
  const types = ['AWS::ECS::Cluster'];
  const cluster = targetOf(graph, graph.get(service, 'Cluster'), types, service.region);
  if (cluster === undefined) return [];
  const associations = graph
    .referrers(cluster)
    .filter(({ from }) => from.type === 'AWS::ECS::ClusterCapacityProviderAssociations');
  return [cluster, ...associations.map(({ from }) => from)].flatMap((node) =>
    itemsAt(graph, node, 'DefaultCapacityProviderStrategy'),
  );
}

function itemsAt(graph: ResourceGraph, node: ResourceNode, property: string) {
  const items = known(asList(graph.get(node, property))) ?? [];
  return items.map((_, i) => {
    const at = (name: PathSegment) => graph.get(node, property, i, name);
    return {
      name: known(asString(at('CapacityProvider'))),
      base: known(asNumber(at('Base'))) ?? 0,
      weight: known(asNumber(at('Weight'))) ?? 0,
    };
  });
}

function known<T>(read: Read<T>): T | undefined {
  return read.state === 'known' ? read.value : undefined;
}
