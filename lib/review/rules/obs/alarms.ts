import {
  asBoolean,
  asList,
  asString,
  candidatesOf,
  isOpen,
  mayBeSame,
  NAMED_TYPES,
  nameOf,
  physicalName,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  targetOf,
} from '../../../assembly/index.ts';

export const ALARM = 'AWS::CloudWatch::Alarm';
export const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

/** What is told by a check whose answer may not be in the templates. */
export type Answer = 'yes' | 'no' | 'unknown';

export function anyOf(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

/** What reads an alarm's state and does something about it, by itself. */
const USERS = [
  'AWS::ARCRegionSwitch::Plan',
  'AWS::ARCZonalShift::ZonalAutoshiftConfiguration',
  'AWS::AppConfig::Environment',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::ECS::Service',
  'AWS::FIS::ExperimentTemplate',
  'AWS::Route53::HealthCheck',
];

/** Whether an alarm does something itself. */
function hasActions(graph: ResourceGraph, alarm: ResourceNode): Answer {
  const enabled = asBoolean(graph.get(alarm, 'ActionsEnabled'));
  if (enabled.state === 'known' && !enabled.value) return 'no';
  const actions = asList(graph.get(alarm, 'AlarmActions'));
  if (actions.state === 'absent') return 'no';
  if (actions.state === 'known' && actions.value.length === 0) return 'no';
  return actions.state === 'unknown' || enabled.state === 'unknown' ? 'unknown' : 'yes';
}

/** Whether an alarm does something, or takes part in a composite alarm or a service that does. */
export function acts(
  graph: ResourceGraph,
  alarm: ResourceNode,
  seen: readonly ResourceNode[] = [],
): Answer {
  if (seen.includes(alarm)) return 'no';
  const users = graph.referrers(alarm).map(({ from, path }): Answer => {
    if (USERS.includes(from.type)) return 'yes';
    if (from.type !== COMPOSITE) return 'no';
    // A suppressor acts by keeping its composite alarm from acting.
    return path[0] === 'ActionsSuppressor' ? 'yes' : acts(graph, from, [...seen, alarm]);
  });
  return anyOf([hasActions(graph, alarm), ...users, ...byName(graph, alarm, seen)]);
}

/** Composite alarms that name the alarm in plain text, in its Region. */
function byName(
  graph: ResourceGraph,
  alarm: ResourceNode,
  seen: readonly ResourceNode[],
): readonly Answer[] {
  const name = physicalName(graph, alarm);
  const named = name === undefined ? [] : graph.having([COMPOSITE], wordsIn, name);
  const open = graph.having([COMPOSITE], wordsIn, OPEN);
  const isNear = (composite: ResourceNode) =>
    composite !== alarm && composite.region === alarm.region;
  return [
    ...named.filter(isNear).map((composite) => acts(graph, composite, [...seen, alarm])),
    ...open.filter(isNear).flatMap((composite): readonly Answer[] => {
      return hasActions(graph, composite) === 'no' ? [] : ['unknown'];
    }),
  ];
}

const OPEN = Symbol('a rule that cannot be read');

/** What may be names in the rule of a composite alarm. */
function wordsIn(graph: ResourceGraph, composite: ResourceNode): readonly unknown[] {
  const rule = graph.get(composite, 'AlarmRule');
  if (rule.kind === 'unknown' && referencesIn(rule).length === 0) return [OPEN];
  return textOf(rule).match(/[^\s"'()]+/g) ?? [];
}

function textOf(value: Resolved): string {
  if (value.kind === 'literal') return String(value.value);
  return value.kind === 'text' ? value.parts.map(textOf).join('') : ' ';
}

/** One metric that an alarm looks at. */
export interface WatchedMetric {
  /** Undefined where it is not known. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly dimensions: Resolved;
}

/** The metrics of an alarm, those inside of metric math included. */
export function metricsOf(graph: ResourceGraph, alarm: ResourceNode): readonly WatchedMetric[] {
  const read = (...path: (string | number)[]) => {
    const text = asString(graph.get(alarm, ...path));
    return text.state === 'known' ? text.value : undefined;
  };
  // Most are looked at for their name alone.
  const metric = (...at: (string | number)[]): WatchedMetric => ({
    get namespace() {
      return read(...at, 'Namespace');
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

/** Whether dimensions name a resource: by reference, as a part of a text, or by its name. */
export function isAbout(
  graph: ResourceGraph,
  dimensions: Resolved,
  resource: ResourceNode,
): boolean {
  if (referencesIn(dimensions).some(({ node }) => node === resource)) return true;
  return valuesOf(dimensions).some((value) => {
    return targetOf(graph, value, [resource.type], resource.region) === resource;
  });
}

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
  const referring = new Set(
    resources.flatMap((one) => graph.referrers(one)).map(({ from }) => from),
  );
  // Only what has a name can be watched without a reference.
  const isNamed = resources.some((one) => nameOf(graph, one).kind !== 'absent');
  const isOn = (alarm: ResourceNode) => {
    if (!isNamed && !referring.has(alarm)) return false;
    const near = resources.filter(({ region }) => region === alarm.region);
    return (
      near.length > 0 &&
      metricsOf(graph, alarm).some(
        (metric) =>
          names.includes(metric.name ?? '') &&
          metric.namespace === namespace &&
          near.some((resource) => isAbout(graph, metric.dimensions, resource)),
      )
    );
  };
  return graph.select([ALARM], isOn);
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
    .flatMap((alarm) => metricsOf(graph, alarm))
    .some(
      (metric) =>
        (metric.namespace ?? namespace) === namespace &&
        (metric.name === undefined || names.includes(metric.name)),
    );
}

/** What an alarm may look at: it may be in another Region, have another name. */
function watchable(graph: ResourceGraph, alarm: ResourceNode): readonly ResourceNode[] {
  return metricsOf(graph, alarm).flatMap(({ dimensions }) => [
    ...referencesIn(dimensions)
      .map(({ node }) => node)
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
    return expression !== undefined && /SEARCH\(|SELECT/i.test(textOf(expression));
  });
  const isOpenMetric = metricsOf(graph, alarm).some(
    ({ namespace, dimensions }) => namespace === undefined || isUnknown(dimensions),
  );
  return isQuery || isOpenMetric ? [alarm.region] : [];
}

function isUnknown(dimensions: Resolved): boolean {
  if (asList(dimensions).state === 'unknown') return true;
  return valuesOf(dimensions).some((value) => {
    if (!isOpen(value) || referencesIn(value).length > 0) return false;
    // A name that is known in part is held against those of the resources; an ID has no name.
    return value.kind === 'unknown' || textOf(value).includes('/');
  });
}
