import { asBoolean } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-1',
  consequence: 'the loss of the primary node stops writes until somebody acts',
  title: 'A cache fails over to a replica by itself',
  rationale:
    'Without automatic failover nothing accepts writes from the loss of the primary node until somebody promotes a replica by hand.',
  severity: 'error',
  fix: 'Set AutomaticFailoverEnabled to true.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html'],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph }) {
    return judge(asBoolean(graph.get(group, 'AutomaticFailoverEnabled')), {
      property: ['AutomaticFailoverEnabled'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
