import { asNumber } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-5',
  consequence: 'a lost cache starts empty, and the load falls on what is behind it',
  title: 'A cache is backed up automatically',
  rationale:
    'Without snapshots a cache that is damaged or lost starts empty, and everything behind it carries the whole load until it is warm.',
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
