import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import {
  alarmActs,
  alarmsOn,
  allOf,
  anyOf,
  canGoOff,
  hasOpenMetrics,
  mayBeWatched,
} from '../aws/index.ts';
import type { Verdict } from './rule.ts';
import { evidenceOf, fail, pass, unknown } from './verdicts.ts';

/** Metrics of one namespace, each of which tells the same of some resources. */
export interface Watched {
  /** The first is the one that is judged; the others tell the same of it. */
  readonly resources: readonly [ResourceNode, ...ResourceNode[]];
  readonly namespace: string;
  readonly metrics: readonly string[];
}

/** Judges whether an alarm that acts looks at one of the metrics, of whichever namespace. */
export function judgeAlarms(
  graph: ResourceGraph,
  ...alternatives: readonly [Watched, ...Watched[]]
): Verdict {
  const what = [...new Set(alternatives.flatMap(({ metrics }) => metrics))].join(' or ');
  const alarms = alternatives.flatMap(({ resources, namespace, metrics }) =>
    alarmsOn(graph, resources, namespace, metrics),
  );
  const evidence = evidenceOf(alarms, 'alarm');
  const possible = alarms.filter((alarm) => canGoOff(graph, alarm) !== false);
  if (alarms.length > 0 && possible.length === 0) {
    return fail(`the alarm on ${what} is about its good side, or beyond what it can be`, {
      evidence,
    });
  }
  const answer = anyOf(
    possible.map((alarm) => allOf([canGoOff(graph, alarm), alarmActs(graph, alarm)])),
  );
  if (answer === true) return pass(`an alarm acts on ${what}`);
  if (alarms.length > 0 && answer === undefined)
    return unknown(`whether the alarm on ${what} goes off and acts is not known`);
  if (alarms.length > 0) return fail(`the alarm on ${what} has no action`, { evidence });
  const regions = new Set(
    alternatives.flatMap(({ resources }) => resources.map(({ region }) => region)),
  );
  const isOpen = alternatives.some(({ resources, namespace, metrics }) =>
    resources.some((one) => mayBeWatched(graph, one, namespace, metrics)),
  );
  return isOpen || [...regions].some((region) => hasOpenMetrics(graph, region))
    ? unknown(`whether an alarm looks at ${what} is not known`)
    : fail(`no alarm on ${what}, expected one that acts`);
}
