import {
  asList,
  asString,
  candidatesOf,
  isOpen,
  mayBeSame,
  NAMED_TYPES,
  namedBy,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import { ALARM } from './alarms.ts';
import { domainKey } from './dns-records.ts';
import { wordsOf } from './lookups.ts';

/** One metric that an alarm looks at. */
export interface WatchedMetric {
  /** Undefined where it is not known. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly dimensions: Resolved;
}

/** The metrics of an alarm, those inside of metric math included. */
export function metricsOfAlarm(
  graph: ResourceGraph,
  alarm: ResourceNode,
): readonly WatchedMetric[] {
  const read = (...path: (string | number)[]) => {
    const text = asString(graph.get(alarm, ...path));
    return text.state === 'known' ? text.value : undefined;
  };
  // Most are looked at for their name alone.
  const metric = (...at: (string | number)[]): WatchedMetric => ({
    get namespace() {
      return namespaceIn(graph.get(alarm, ...at, 'Namespace'));
    },
    get name() {
      return read(...at, 'MetricName');
    },
    get dimensions() {
      return graph.get(alarm, ...at, 'Dimensions');
    },
  });
  const several = asList(graph.get(alarm, 'Metrics'));
  if (several.state !== 'known') return [metric()];
  return several.value.flatMap((_, i) => {
    const isMetric = graph.get(alarm, 'Metrics', i, 'MetricStat').kind !== 'absent';
    return isMetric ? [metric('Metrics', i, 'MetricStat', 'Metric')] : [];
  });
}

/** How the namespaces of AWS's metrics begin. */
const OF_AWS = [
  'AWS/',
  'CWAgent',
  'CloudWatchSynthetics',
  'ContainerInsights',
  'ECS/',
  'LambdaInsights',
];

/** A namespace, or of one that is known in part the beginning, where it cannot be one of AWS's. */
function namespaceIn(value: Resolved): string | undefined {
  if (value.kind === 'literal') return String(value.value);
  const [head] = value.kind === 'text' ? value.parts : [];
  if (head?.kind !== 'literal') return undefined;
  const begin = String(head.value);
  const mayBeOfAws = OF_AWS.some((one) => one.startsWith(begin) || begin.startsWith(one));
  return mayBeOfAws ? undefined : begin;
}

/** Whether dimensions name a resource: by reference, as a part of a text, or by its name. */
export function isAbout(
  graph: ResourceGraph,
  dimensions: Resolved,
  resource: ResourceNode,
): boolean {
  return namedIn(graph, dimensions, resource.region).includes(resource);
}

/** The resources that dimensions name. */
function namedIn(
  graph: ResourceGraph,
  dimensions: Resolved,
  region: string | undefined,
): readonly ResourceNode[] {
  const named = valuesOf(dimensions).flatMap((value) => {
    const found = namedBy(graph, value, NAMED_TYPES, region);
    // A name stands for one resource of a type only.
    return found.filter((one) => !found.some((other) => other !== one && other.type === one.type));
  });
  const referred = referencesIn(dimensions).flatMap(({ node }) => [
    node,
    ...balancersBehind(graph, node),
  ]);
  return [...new Set([...referred, ...named])];
}

/**
 * The load balancer of a listener, or of a rule of one: the name of the load balancer is in their
 * ARNs, and is cut out of them where it is not at hand itself.
 */
function balancersBehind(graph: ResourceGraph, node: ResourceNode): readonly ResourceNode[] {
  const owner = OWNERS[node.type];
  if (owner === undefined) return [];
  return referencesIn(graph.get(node, owner)).flatMap(({ node: found }) => [
    ...(found.type === BALANCER ? [found] : []),
    ...balancersBehind(graph, found),
  ]);
}

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const OWNERS: Readonly<Record<string, string>> = {
  'AWS::ElasticLoadBalancingV2::Listener': 'LoadBalancerArn',
  'AWS::ElasticLoadBalancingV2::ListenerRule': 'ListenerArn',
};

/** The values of dimensions; for a node of a cache, its replication group. */
function valuesOf(dimensions: Resolved): readonly Resolved[] {
  const list = asList(dimensions);
  if (list.state !== 'known') return [];
  return list.value.flatMap((item): readonly Resolved[] => {
    if (item.kind !== 'mapping') return [];
    const [name, value] = [item.entries.get('Name'), item.entries.get('Value')];
    if (value === undefined) return [];
    const isNode = name?.kind === 'literal' && name.value === 'CacheClusterId';
    return isNode ? NODE_ENDS.map((end) => without(end, value)) : [value];
  });
}

/**
 * What ElastiCache appends to the ID of a replication group for its nodes: `-001`, and with cluster
 * mode `-0001-001`.
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html
 */
const NODE_ENDS = [/-\d{3}$/, /-\d{4}-\d{3}$/];

function without(end: RegExp, value: Resolved): Resolved {
  if (value.kind === 'literal') return { ...value, value: String(value.value).replace(end, '') };
  if (value.kind !== 'text') return value;
  const parts = value.parts.map((part, i, { length }) =>
    i === length - 1 && part.kind === 'literal' ? without(end, part) : part,
  );
  return { ...value, parts };
}

/** The alarms, of a resource's Region, on some of its metrics. */
export function alarmsOn(
  graph: ResourceGraph,
  resources: readonly ResourceNode[],
  namespace: string,
  names: readonly string[],
): readonly ResourceNode[] {
  const watching = resources.flatMap((resource) =>
    graph
      .having([ALARM], watchedBy, resource)
      .filter(
        (alarm) =>
          alarm.region === resource.region &&
          metricsOfAlarm(graph, alarm).some(
            (metric) =>
              names.includes(metric.name ?? '') &&
              metric.namespace === namespace &&
              isAbout(graph, metric.dimensions, resource),
          ),
      ),
  );
  return [...new Set(watching)];
}

/** The alarms that look at any metric of a resource, in whatever Region. */
export function alarmsWatching(
  graph: ResourceGraph,
  resource: ResourceNode,
): readonly ResourceNode[] {
  return graph.having([ALARM], watchedBy, resource);
}

function watchedBy(graph: ResourceGraph, alarm: ResourceNode): readonly ResourceNode[] {
  return metricsOfAlarm(graph, alarm).flatMap(({ dimensions }) =>
    namedIn(graph, dimensions, alarm.region),
  );
}

/** The alarms with a host name as a dimension: a canary reports under the name that it asks for. */
export function alarmsOnName(graph: ResourceGraph, name: string): readonly ResourceNode[] {
  return graph.having([ALARM], namesWatched, name);
}

function namesWatched(graph: ResourceGraph, alarm: ResourceNode): readonly string[] {
  return metricsOfAlarm(graph, alarm).flatMap(({ dimensions }) =>
    valuesOf(dimensions).flatMap((value) => domainKey(value) ?? []),
  );
}

/** Whether an alarm of a Region looks at something that cannot be told: a query, a parameter. */
export function hasOpenMetrics(graph: ResourceGraph, region: string | undefined): boolean {
  return graph.having([ALARM], openRegions, region).length > 0;
}

/** Whether an alarm may look at a metric of a resource, as far as its templates tell. */
export function mayBeWatched(
  graph: ResourceGraph,
  resource: ResourceNode,
  namespace: string,
  names: readonly string[],
): boolean {
  return graph
    .having([ALARM], watchable, resource)
    .flatMap((alarm) => metricsOfAlarm(graph, alarm))
    .some(
      (metric) =>
        (metric.namespace ?? namespace) === namespace &&
        (metric.name === undefined || names.includes(metric.name)),
    );
}

/** What an alarm may look at: it may be in another Region, have another name. */
function watchable(graph: ResourceGraph, alarm: ResourceNode): readonly ResourceNode[] {
  return metricsOfAlarm(graph, alarm).flatMap(({ dimensions }) => [
    ...referencesIn(dimensions)
      .flatMap(({ node }) => [node, ...balancersBehind(graph, node)])
      .filter(({ region }) => mayBeSame(region, alarm.region)),
    ...valuesOf(dimensions).flatMap((value) =>
      candidatesOf(graph, value, NAMED_TYPES, alarm.region),
    ),
  ]);
}

/** The Region of an alarm on something that cannot be told. */
function openRegions(graph: ResourceGraph, alarm: ResourceNode) {
  const several = asList(graph.get(alarm, 'Metrics'));
  const queries = several.state === 'known' ? several.value : [];
  const isQuery = queries.some((item) => {
    const expression = item.kind === 'mapping' ? item.entries.get('Expression') : undefined;
    return expression !== undefined && /SEARCH\(|SELECT/i.test(wordsOf(expression));
  });
  const isOpenMetric = metricsOfAlarm(graph, alarm).some(
    ({ namespace, dimensions }) => namespace === undefined || isUnknown(dimensions),
  );
  return isQuery || isOpenMetric ? [alarm.region] : [];
}

function isUnknown(dimensions: Resolved): boolean {
  if (asList(dimensions).state === 'unknown') return true;
  return valuesOf(dimensions).some((value) => {
    if (!isOpen(value) || referencesIn(value).length > 0) return false;
    // A name that is known in part is held against those of the resources; an ID has no name.
    return value.kind === 'unknown' || wordsOf(value).includes('/');
  });
}
