import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { acts, alarmsOn, anyOf, hasOpenMetrics } from './alarms.ts';

/** Judges whether an alarm that acts looks at one of the metrics of a resource. */
export function judgeAlarms(
  graph: ResourceGraph,
  resources: readonly [ResourceNode, ...ResourceNode[]],
  namespace: string,
  metrics: readonly string[],
): Verdict {
  const what = metrics.join(' or ');
  const alarms = alarmsOn(graph, resources, namespace, metrics);
  const answer = anyOf(alarms.map((alarm) => acts(graph, alarm)));
  const evidence = evidenceOf(alarms, 'alarm');
  if (answer === 'yes') return pass(`an alarm acts on ${what}`);
  if (answer === 'unknown') return unknown(`whether the alarm on ${what} acts is not known`);
  if (alarms.length > 0) return fail(`the alarm on ${what} has no action`, { evidence });
  if (hasOpenMetrics(graph, resources[0].region)) {
    return unknown(`whether an alarm looks at ${what} is not known`);
  }
  return fail(`no alarm on ${what}, expected one that acts`);
}
