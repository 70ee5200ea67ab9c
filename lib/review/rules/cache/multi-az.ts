import { asBoolean } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-2',
  consequence: 'a lost zone may take the primary node and its replicas',
  title: 'A cache keeps its replicas in other Availability Zones than its primary node',
  rationale:
    'Without Multi-AZ, primary node and replicas may share a zone, and are lost together with it.',
  severity: 'error',
  fix: 'Set MultiAZEnabled to true.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html'],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph }) {
    return judge(asBoolean(graph.get(group, 'MultiAZEnabled')), {
      property: ['MultiAZEnabled'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
