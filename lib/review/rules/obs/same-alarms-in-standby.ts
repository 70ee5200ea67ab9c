import { type ResourceGraph, type ResourceNode, referencesIn } from '../../../assembly/index.ts';
import { ALARM, alarmsOn, hasOpenMetrics, metricsOfAlarm, twinOf } from '../../../aws/index.ts';
import { regionsLostTo } from '../../regions.ts';
import type { GraphRule, SubjectVerdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/** Metrics of what flows from one Region to another: only one end of it has them. */
const ONE_WAY = /GlobalDB|GlobalDatastore|PendingReplication|FailedReplication|ReplicationLatency/;

/**
 * Alarms are compared by what they look at: the same metric of the same resource. Not judged:
 * alarms on metrics without a resource of the templates, and thresholds, which may differ.
 */
export const rule: GraphRule = {
  id: 'HA-OBS-6',
  consequence: 'the Region that takes over is not watched',
  title: 'What alarms watch in one Region is watched in the Region that takes over',
  rationale:
    'After a failover the service is watched by the alarms of the other Region: what those do not see, nobody sees.',
  severity: 'warning',
  fix: 'Add the alarm to the stack of the other Region.',
  wellArchitected: ['REL13-BP04'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile }) {
    if (!profile.liveData) return [];
    return [...watchedIn(graph)].flatMap(([node, metrics]) =>
      profile.regions
        .filter(({ name }) => regionsLostTo(profile, name).includes(node.region ?? ''))
        .flatMap(({ name }) => judgeTwin(graph, node, name, metrics)),
    );
  },
};

/** Metrics with the namespace in front: `AWS/SQS ApproximateAgeOfOldestMessage`. */
type Metrics = ReadonlySet<string>;

/** What the alarms of a resource's own Region look at. */
function watchedIn(graph: ResourceGraph): ReadonlyMap<ResourceNode, Metrics> {
  const watched = new Map<ResourceNode, Set<string>>();
  for (const alarm of graph.resourcesOf(ALARM)) {
    for (const { namespace, name, dimensions } of metricsOfAlarm(graph, alarm)) {
      if (namespace === undefined || name === undefined || ONE_WAY.test(name)) continue;
      for (const { node } of referencesIn(dimensions)) {
        if (node.region !== alarm.region) continue;
        const metrics = watched.get(node) ?? new Set();
        watched.set(node, metrics.add(`${namespace} ${name}`));
      }
    }
  }
  return watched;
}

function judgeTwin(
  graph: ResourceGraph,
  node: ResourceNode,
  region: string,
  metrics: Metrics,
): readonly SubjectVerdict[] {
  const subject = twinOf(graph, node, region);
  if (subject === undefined) return [];
  const missing = [...metrics].filter((metric) => {
    const [namespace = '', name = ''] = metric.split(' ');
    return alarmsOn(graph, [subject], namespace, [name]).length === 0;
  });
  const details = { evidence: evidenceOf([node], `watched in ${node.region}`) };
  const names = missing.join(', ');
  if (missing.length === 0) {
    return [{ subject, ...pass(`watched as in ${node.region}`, details) }];
  }
  return hasOpenMetrics(graph, region)
    ? [{ subject, ...unknown(`whether an alarm looks at ${names} is not known`, details) }]
    : [{ subject, ...fail(`no alarm looks at ${names}, unlike in ${node.region}`, details) }];
}
