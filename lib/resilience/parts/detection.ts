import { asBoolean, asList, asNumber, type ResourceNode } from '../../assembly/index.ts';
import { alarmActs, alarmsOnName, alarmsWatching, recordsIn } from '../../aws/index.ts';
import { byAssumption, byFact } from '../figures.ts';
import type { Context, Impact } from '../part.ts';
import type { Bar, Evidence } from '../prediction.ts';
import { span, sum } from '../spans.ts';

/** A number of a template, or what AWS takes where it is left out. */
export function numberOf(
  { graph }: Pick<Context, 'graph'>,
  node: ResourceNode,
  fallback: number,
  ...path: readonly (string | number)[]
): number {
  const read = asNumber(graph.get(node, ...path));
  return read.state === 'known' ? read.value : fallback;
}

/**
 * How long a target group takes to find out that a target is gone. The checks of one target are one
 * observer: from one interval less than the threshold asks for, where the next check was due and is
 * refused, to all intervals and a timeout.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function targetDetection(context: Context, targetGroup: ResourceNode): Bar {
  const interval = numberOf(context, targetGroup, 30, 'HealthCheckIntervalSeconds');
  const threshold = numberOf(context, targetGroup, 2, 'UnhealthyThresholdCount');
  const timeout = numberOf(context, targetGroup, 5, 'HealthCheckTimeoutSeconds');
  return {
    phase: 'detect',
    title: 'The load balancer finds that targets do not answer',
    ...span(
      (threshold - 1) * interval,
      (threshold - 0.5) * interval + timeout,
      threshold * interval + timeout,
    ),
    evidence: [
      'HealthCheckIntervalSeconds',
      'UnhealthyThresholdCount',
      'HealthCheckTimeoutSeconds',
    ].map((property) => context.evidence(targetGroup, property)),
  };
}

/**
 * How long Route 53 takes to find an endpoint unhealthy. Its checkers do not wait for each other:
 * it is decided when all but the share that is enough for healthy have seen it often enough.
 */
export function dnsDetection(context: Context, check: ResourceNode): Bar {
  const { figures } = context;
  const interval = numberOf(context, check, 30, 'HealthCheckConfig', 'RequestInterval');
  const threshold = numberOf(context, check, 3, 'HealthCheckConfig', 'FailureThreshold');
  const { value: share } = figures.factOf('route53.healthyShare');
  const waits = figures.fact('route53.responseTimeout');
  const seen = (threshold - share) * interval;
  return {
    phase: 'detect',
    title: 'Route 53 finds that the Region does not answer',
    ...span(
      Math.max(0, threshold - 1) * interval,
      seen + waits.typical,
      threshold * interval + waits.longest,
    ),
    evidence: [
      context.evidence(check, 'HealthCheckConfig', 'RequestInterval'),
      context.evidence(check, 'HealthCheckConfig', 'FailureThreshold'),
      byFact('route53.healthyShare'),
      byFact('route53.responseTimeout'),
    ],
  };
}

/**
 * How long Route 53 takes to find an endpoint healthy again: as many checks in a row as it takes to
 * find it unhealthy, of the share of its checkers that is enough.
 *
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export function dnsReturn(context: Context, check: ResourceNode): Bar {
  const interval = numberOf(context, check, 30, 'HealthCheckConfig', 'RequestInterval');
  const threshold = numberOf(context, check, 3, 'HealthCheckConfig', 'FailureThreshold');
  const { value: share } = context.figures.factOf('route53.healthyShare');
  const before = (threshold - 1) * interval;
  return {
    phase: 'detect',
    title: 'Route 53 finds that the Region answers again',
    ...span(before, before + share * interval, threshold * interval),
    evidence: [
      context.evidence(check, 'HealthCheckConfig', 'RequestInterval'),
      context.evidence(check, 'HealthCheckConfig', 'FailureThreshold'),
      byFact('route53.healthyShare'),
    ],
  };
}

/** How long a target group takes to find its targets healthy; one check is enough for a new target. */
export function targetReturn(context: Context, targetGroup: ResourceNode): Bar {
  const interval = numberOf(context, targetGroup, 30, 'HealthCheckIntervalSeconds');
  const threshold = numberOf(context, targetGroup, 5, 'HealthyThresholdCount');
  return {
    phase: 'detect',
    title: 'The load balancer finds that targets answer again',
    ...span(0, (threshold - 0.5) * interval, threshold * interval),
    evidence: ['HealthCheckIntervalSeconds', 'HealthyThresholdCount'].map((property) =>
      context.evidence(targetGroup, property),
    ),
  };
}

/**
 * How long it takes until a person knows: the quickest alarm that acts, on a resource or, for a
 * record, on its name, or that somebody notices.
 * The alarms of a Region that is lost tell nobody.
 */
export function notice(
  context: Context,
  watched: readonly ResourceNode[],
  isSilent: (region: string) => boolean = () => false,
): Bar {
  const { graph, figures } = context;
  const asked = watched.flatMap((node) => recordsIn(graph, node)).flatMap(({ name }) => name ?? []);
  const alarms = [
    ...new Set([
      ...watched.flatMap((node) => alarmsWatching(graph, node)),
      ...asked.flatMap((name) => alarmsOnName(graph, name)),
    ]),
  ]
    .filter((alarm) => !isSilent(context.regionOf(alarm)) && alarmActs(graph, alarm) === true)
    .map((alarm) => ({ alarm, seconds: secondsOf(context, alarm) }))
    .toSorted((a, b) => a.seconds - b.seconds || (a.alarm.id < b.alarm.id ? -1 : 1));
  const [first] = alarms;
  if (first === undefined) {
    return {
      phase: 'detect',
      title: 'Somebody notices: no alarm with an action looks at it',
      ...figures.time('noticeMinutes'),
      evidence: [byAssumption('noticeMinutes')],
    };
  }
  const { alarm, seconds } = first;
  return {
    phase: 'detect',
    title: 'An alarm tells people',
    ...sum([span(seconds, seconds, seconds), figures.fact('cloudwatch.delay')]),
    evidence: [
      context.evidence(alarm, ...periodOf(context, alarm).path),
      context.evidence(alarm, periodsProperty(context, alarm)),
      byFact('cloudwatch.delay'),
    ],
  };
}

function secondsOf(context: Context, alarm: ResourceNode): number {
  const periods = numberOf(context, alarm, 1, 'EvaluationPeriods');
  return periodOf(context, alarm).seconds * numberOf(context, alarm, periods, 'DatapointsToAlarm');
}

/** Which property says how many periods it takes. */
function periodsProperty({ graph }: Context, alarm: ResourceNode): string {
  const isPart = graph.get(alarm, 'DatapointsToAlarm').kind !== 'absent';
  return isPart ? 'DatapointsToAlarm' : 'EvaluationPeriods';
}

/** The period of an alarm; of metric math the longest of its metrics. */
function periodOf(context: Context, alarm: ResourceNode) {
  const metrics = asList(context.graph.get(alarm, 'Metrics'));
  const paths = [
    ['Period'],
    ...(metrics.state === 'known' ? metrics.value : []).map((_, i) => [
      'Metrics',
      i,
      'MetricStat',
      'Period',
    ]),
  ];
  const periods = paths.map((path) => ({ path, seconds: numberOf(context, alarm, 0, ...path) }));
  const [longest] = periods.toSorted((a, b) => b.seconds - a.seconds);
  return longest !== undefined && longest.seconds > 0 ? longest : { path: ['Period'], seconds: 60 };
}

/** People decide. */
export function decision({ figures }: Context): Bar {
  return {
    phase: 'decide',
    title: 'People decide',
    ...figures.time('decisionMinutes'),
    evidence: [byAssumption('decisionMinutes')],
  };
}

/** What people do, as long as an assumption says. */
export function byHand(
  { figures }: Context,
  key: string,
  title: string,
  evidence: readonly Evidence[] = [],
): Bar {
  return {
    phase: 'switch',
    title,
    ...figures.time(key),
    evidence: [...evidence, byAssumption(key)],
  };
}

/** What nothing brings back by itself: somebody notices it, decides, and does something. */
export function backByHand(
  context: Context,
  node: ResourceNode,
  key: string,
  title: string,
): Pick<Impact, 'comesBack' | 'share' | 'bars'> {
  return {
    comesBack: 'hand',
    share: 1,
    bars: [notice(context, [node]), decision(context), byHand(context, key, title)],
  };
}

export function isTrue(
  context: Context,
  node: ResourceNode,
  ...path: readonly (string | number)[]
): boolean {
  const read = asBoolean(context.graph.get(node, ...path));
  return read.state === 'known' && read.value;
}
