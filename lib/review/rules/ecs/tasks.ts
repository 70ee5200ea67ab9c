import {
  asNumber,
  type PathSegment,
  physicalName,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  textKey,
} from '../../../assembly/index.ts';
import { textOf } from '../alb/attributes.ts';

/** Whether a service runs one task on each instance, however many there are. */
export function isDaemon(graph: ResourceGraph, service: ResourceNode): boolean {
  return textOf(graph, service, 'SchedulingStrategy', 'REPLICA') === 'DAEMON';
}

/** The least number of tasks: the minimum of its scaling, else the desired count. */
export function leastTasksOf(
  graph: ResourceGraph,
  service: ResourceNode,
): {
  readonly read: Read<number>;
  readonly property: readonly PathSegment[];
  readonly scaling?: ResourceNode;
} {
  const scaling = scalingOf(graph, service);
  return scaling === undefined
    ? { read: asNumber(graph.get(service, 'DesiredCount')), property: ['DesiredCount'] }
    : { read: asNumber(graph.get(scaling, 'MinCapacity')), property: ['DesiredCount'], scaling };
}

/** What scales a service, if anything does. */
export function scalingOf(graph: ResourceGraph, service: ResourceNode): ResourceNode | undefined {
  const type = 'AWS::ApplicationAutoScaling::ScalableTarget';
  const name = physicalName(graph, service);
  const edge = graph
    .referrers(service)
    .find(({ from, path }) => from.type === type && path[0] === 'ResourceId');
  if (edge !== undefined || name === undefined) return edge?.from;
  return graph
    .resourcesOf(type)
    .find(
      (target) =>
        target.region === service.region &&
        textKey(graph.get(target, 'ResourceId'))?.endsWith(`/${name}`),
    );
}
