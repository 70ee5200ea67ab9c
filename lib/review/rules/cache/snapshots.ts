import { asNumber } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-5',
  consequence: 'a cache that is damaged or deleted starts empty',
  title: 'A cache is backed up automatically',
  rationale:
    'Without snapshots a cache that is damaged or deleted starts empty, and everything behind it carries the whole load until it is warm. A node that is lost takes its data from a replica, not from a snapshot.',
  severity: 'info',
  fix: 'Set SnapshotRetentionLimit to the days for which snapshots are worth keeping, 7 or more.',
  wellArchitected: ['REL09-BP03'],
  controls: 'backup',
  docs: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html'],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::ServerlessCache'],
  check(cache, { graph, profile }) {
    const floor = profile.floors.backupRetentionDays;
    return judge(asNumber(graph.get(cache, 'SnapshotRetentionLimit')), {
      property: ['SnapshotRetentionLimit'],
      absent: 0,
      holds: (days) => days >= floor,
      expected: `at least ${floor}`,
    });
  },
};
