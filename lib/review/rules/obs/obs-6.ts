import { type ResourceGraph, type ResourceNode, referencesIn } from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { isMultiRegion, regionsLostTo, twinOf } from '../reg/shared.ts';
import { ALARM, alarmsOn, hasOpenMetrics, metricsOf } from './alarms.ts';

/** Metrics of what flows from one Region to another: only one end of it has them. */
const ONE_WAY = /GlobalDB|GlobalDatastore|PendingReplication|FailedReplication|ReplicationLatency/;

/**
 * Alarms are compared by what they look at: the same metric of the same resource. Not judged:
 * alarms on metrics without a resource of the templates, and thresholds, which may differ.
 */
export const obs6: ResourceRule = {
  id: 'HA-OBS-6',
  title: 'What an alarm watches in one Region is watched in the Region that takes over',
  rationale:
    'After a failover the service is watched by the alarms of the other Region: what those do not see, nobody sees.',
  severity: 'warning',
  fix: 'Add the alarm to the stack of the other Region.',
  wellArchitected: ['REL13-BP04'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html',
  ],
  appliesTo: [ALARM],
  check(alarm, { graph, profile }) {
    if (!isMultiRegion(profile)) return undefined;
    const others = profile.regions
      .map(({ name }) => name)
      .filter((name) => regionsLostTo(profile, name).includes(alarm.region ?? ''));
    if (others.length === 0) return undefined;
    const verdicts = metricsOf(graph, alarm).flatMap(({ namespace, name, dimensions }) => {
      if (namespace === undefined || name === undefined || ONE_WAY.test(name)) return [];
      const watched = referencesIn(dimensions)
        .map(({ node }) => node)
        .filter(({ region }) => region === alarm.region);
      const metric = { namespace, name };
      return watched.flatMap((node) =>
        others.flatMap((region) => judgeTwin(graph, node, region, metric)),
      );
    });
    return verdicts.length > 0 ? verdicts : undefined;
  },
};

function judgeTwin(
  graph: ResourceGraph,
  node: ResourceNode,
  region: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): readonly Verdict[] {
  const twin = twinOf(graph, node, region);
  if (twin === undefined) return [];
  const details = { evidence: evidenceOf([twin], `its counterpart in ${region}`) };
  const what = `${name} of ${twin.logicalId} in ${region}`;
  if (alarmsOn(graph, [twin], namespace, [name]).length > 0) {
    return [pass(`an alarm watches ${what}`, details)];
  }
  return hasOpenMetrics(graph, region)
    ? [unknown(`whether an alarm watches ${what} is not known`, details)]
    : [fail(`no alarm watches ${what}`, details)];
}
