import {
  asList,
  asNumber,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { isDaemon, scalingOfService } from './ecs-services.ts';

/** What takes one address for each of its instances or tasks, at least. */
export const CONSUMERS = ['AWS::AutoScaling::AutoScalingGroup', 'AWS::ECS::Service'] as const;

/** The subnets that a group or service runs in; undefined: it names none, or one is not known. */
export function placementOf(
  graph: ResourceGraph,
  consumer: ResourceNode,
):
  | { readonly property: readonly PathSegment[]; readonly subnets?: readonly ResourceNode[] }
  | undefined {
  const property =
    consumer.type === 'AWS::ECS::Service'
      ? ['NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets']
      : ['VPCZoneIdentifier'];
  const list = asList(graph.get(consumer, ...property));
  if (list.state === 'absent') return undefined;
  if (list.state === 'unknown') return { property };
  const subnets = list.value.map((item) => targetOf(graph, item, ['AWS::EC2::Subnet']));
  const known = subnets.filter((subnet) => subnet !== undefined);
  return known.length === subnets.length ? { property, subnets: known } : { property };
}

/** The most instances or tasks that there can be; undefined: it is not known. */
export function consumptionOf(graph: ResourceGraph, consumer: ResourceNode): number | undefined {
  const isService = consumer.type === 'AWS::ECS::Service';
  if (isService && isDaemon(graph, consumer)) return undefined;
  const scaling = isService ? scalingOfService(graph, consumer) : undefined;
  const read = scaling
    ? asNumber(graph.get(scaling, 'MaxCapacity'))
    : asNumber(graph.get(consumer, isService ? 'DesiredCount' : 'MaxSize'));
  if (read.state === 'known') return read.value;
  return read.state === 'absent' && isService && scaling === undefined ? 1 : undefined;
}

/** What runs in any of some subnets, as far as all of its subnets are known. */
export function consumersIn(
  graph: ResourceGraph,
  subnets: readonly ResourceNode[],
): readonly ResourceNode[] {
  return [...new Set(subnets.flatMap((subnet) => graph.having(CONSUMERS, subnetsOf, subnet)))];
}

function subnetsOf(graph: ResourceGraph, consumer: ResourceNode) {
  return placementOf(graph, consumer)?.subnets ?? [];
}
