import { asBoolean } from '../../../assembly/index.ts';
import { hasNoReplica } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-1',
  consequence: 'the loss of the primary node stops writes until it has been replaced',
  title: 'A cache fails over to a replica by itself',
  rationale:
    'Without automatic failover no replica takes over: nothing accepts writes until ElastiCache has replaced the primary node, which takes minutes.',
  severity: 'error',
  fix: 'Set AutomaticFailoverEnabled to true, with at least one replica.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/FaultTolerance.html',
  ],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph }) {
    // Without a replica nothing could take over: HA-CACHE-3 speaks of it.
    if (hasNoReplica(graph, group)) return undefined;
    return judge(asBoolean(graph.get(group, 'AutomaticFailoverEnabled')), {
      property: ['AutomaticFailoverEnabled'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
