import {
  asNumber,
  asString,
  candidatesOf,
  nameKey,
  nameOf,
  type PathSegment,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  segmentsOf,
  targetOf,
} from '../assembly/index.ts';
import { textOf } from './lookups.ts';
import { textsIn } from './policy-statements.ts';
import { takesRequests } from './serving.ts';

/** Whether a service runs one task on each instance, however many there are. */
export function isDaemon(graph: ResourceGraph, service: ResourceNode): boolean {
  return textOf(graph, service, 'SchedulingStrategy', 'REPLICA') === 'DAEMON';
}

/**
 * Whether one task at most runs by intent: nothing sends it requests, and one is what is asked for,
 * or a deployment may never start a second one.
 */
export function isSingletonService(graph: ResourceGraph, service: ResourceNode): boolean {
  const desired = asNumber(graph.get(service, 'DesiredCount'));
  const most = asNumber(graph.get(service, 'DeploymentConfiguration', 'MaximumPercent'));
  // One is also what is not said.
  const isOne = desired.state === 'absent' || (desired.state === 'known' && desired.value <= 1);
  return isOne && (!takesRequests(graph, service) || (most.state === 'known' && most.value <= 100));
}

/**
 * Whether the data of a service is in a file that one task at a time may write, as that of SQLite is:
 * a second task damages it.
 *
 * https://sqlite.org/faq.html#q5
 */
export function hasFileDatabase(graph: ResourceGraph, service: ResourceNode): boolean {
  const type = 'AWS::ECS::TaskDefinition';
  const task = targetOf(graph, graph.get(service, 'TaskDefinition'), [type], service.region);
  const texts = task === undefined ? [] : textsIn(graph.get(task, 'ContainerDefinitions')).texts;
  return texts.some((text) => /\bsqlite\b|\.sqlite3?$/i.test(text));
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
  const scaling = scalingOfService(graph, service);
  return scaling === undefined
    ? { read: asNumber(graph.get(service, 'DesiredCount')), property: ['DesiredCount'] }
    : { read: asNumber(graph.get(scaling, 'MinCapacity')), property: ['DesiredCount'], scaling };
}

const SERVICE = 'AWS::ECS::Service';
const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** What scales a service, if anything does. */
export function scalingOfService(
  graph: ResourceGraph,
  service: ResourceNode,
): ResourceNode | undefined {
  const name = nameKey(nameOf(graph, service));
  const edge = graph
    .referrers(service)
    .find(({ from, path }) => from.type === SCALABLE && path[0] === 'ResourceId');
  if (edge !== undefined || name === undefined) return edge?.from;
  return graph
    .having([SCALABLE], serviceNames, name)
    .find(({ region }) => region === service.region);
}

/** Whether something that cannot be told may scale a service. */
export function mayServiceBeScaled(graph: ResourceGraph, service: ResourceNode): boolean {
  return graph.having([SCALABLE], mayScale, service).length > 0;
}

/** The name in `service/cluster/name`. */
function serviceNames(graph: ResourceGraph, target: ResourceNode) {
  const segments = segmentsOf(graph.get(target, 'ResourceId'));
  const [last] = segments.slice(1).toReversed();
  return last === undefined ? [] : [nameKey(last)];
}

function mayScale(graph: ResourceGraph, target: ResourceNode): readonly ResourceNode[] {
  const namespace = asString(graph.get(target, 'ServiceNamespace'));
  if (namespace.state === 'known' && namespace.value !== 'ecs') return [];
  const id = graph.get(target, 'ResourceId');
  if (referencesIn(id).some(({ node }) => node.type === SERVICE)) return [];
  const last = segmentsOf(id).at(-1) ?? id;
  return candidatesOf(graph, last, [SERVICE], target.region);
}
