import type { ResourceGraph } from '../assembly/index.ts';
import { outcomeOf } from './outcome.ts';
import { overridden } from './overrides.ts';
import { type PredictOptions, predict } from './predict.ts';
import type { Evidence, PathName, Remedy, Span } from './prediction.ts';

/**
 * Values that are shorter and still sound, by the last part of a property's name; from the longest to
 * the shortest. Below these, a check that is late once takes a healthy target out.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html
 */
const SHORTER: Readonly<Record<string, readonly number[]>> = {
  HealthCheckIntervalSeconds: [30, 15, 10],
  HealthCheckTimeoutSeconds: [10, 5, 3],
  UnhealthyThresholdCount: [3, 2],
  RequestInterval: [10],
  FailureThreshold: [3, 2],
  TTL: [60, 30],
  Period: [60],
  EvaluationPeriods: [3, 2],
  DatapointsToAlarm: [3, 2],
  VisibilityTimeout: [120, 60, 30],
  DefaultInstanceWarmup: [120, 60],
};

/** Remedies that are named for one objective. */
const MAX_REMEDIES = 5;

/**
 * The properties behind a path's way back that would shorten it, each by what the prediction says
 * with a shorter value in its place, most first.
 */
export function remediesFor(
  graph: ResourceGraph,
  options: PredictOptions,
  { scenario, path, judge }: { scenario: string; path: PathName; judge: keyof Span },
): readonly Remedy[] {
  const only = { ...options, scenarios: [scenario] };
  const found = (view: ResourceGraph) => predict(view, only).scenarios[0]?.paths[path];
  const now = found(graph);
  const outcome = now && outcomeOf(now, 'by hand');
  const seconds = outcome?.rto?.[judge];
  if (outcome === undefined || seconds === undefined) return [];
  const remedies = candidates(outcome.timeline.flatMap(({ evidence }) => evidence)).flatMap(
    ({ resource, property, from, to }): readonly Remedy[] => {
      const after = found(overridden(graph, { resource, property, value: to }));
      const then = after && outcomeOf(after, 'by hand').rto?.[judge];
      if (then === undefined || then >= seconds) return [];
      const savesSeconds = Math.round((seconds - then) * 10) / 10;
      return [{ resource, property, from, to, savesSeconds }];
    },
  );
  return remedies
    .toSorted((a, b) => b.savesSeconds - a.savesSeconds || compare(keyOf(a), keyOf(b)))
    .slice(0, MAX_REMEDIES);
}

type Candidate = Omit<Remedy, 'savesSeconds'>;

function candidates(evidence: readonly Evidence[]): readonly Candidate[] {
  const all = evidence.flatMap(({ resource, property, value }): readonly Candidate[] => {
    if (resource === undefined || property === undefined || typeof value !== 'number') return [];
    const to = SHORTER[property.split('.').at(-1) ?? '']?.find((one) => one < value);
    return to === undefined ? [] : [{ resource, property, from: value, to }];
  });
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

function keyOf({ resource, property }: Candidate): string {
  return `${resource} ${property}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
