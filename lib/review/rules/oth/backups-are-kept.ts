import { asNumber } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** How many days each service keeps what it backs up by itself, and for how many it does so unless told. */
const RETENTIONS = {
  'AWS::DocDB::DBCluster': ['BackupRetentionPeriod', 1],
  'AWS::MemoryDB::Cluster': ['SnapshotRetentionLimit', 0],
  'AWS::Neptune::DBCluster': ['BackupRetentionPeriod', 1],
  'AWS::Redshift::Cluster': ['AutomatedSnapshotRetentionPeriod', 1],
} as const satisfies Readonly<Record<`AWS::${string}`, readonly [string, number]>>;

/** RDS is HA-AUR-6, ElastiCache HA-CACHE-5, DynamoDB HA-DDB-1; what plans keep is HA-BKP-3. */
export const rule: ResourceRule = {
  id: 'HA-OTH-6',
  consequence: 'damage that is noticed late cannot be undone',
  title: 'Automated backups of other stores are kept long enough to notice damage',
  rationale:
    'By default one day is kept, and of MemoryDB none at all: damage that shows on a Monday is in every backup that is left.',
  severity: 'warning',
  onlyInProduction: true,
  fix: 'Set the retention of the service to 7 days or more.',
  wellArchitected: ['REL09-BP03'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore-overview.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html',
    'https://docs.aws.amazon.com/memorydb/latest/devguide/snapshots-automatic.html',
  ],
  appliesTo: [
    'AWS::DocDB::DBCluster',
    'AWS::MemoryDB::Cluster',
    'AWS::Neptune::DBCluster',
    'AWS::Redshift::Cluster',
  ],
  check(store, { graph, profile }) {
    // The second clusters of a global one hold what the first keeps backups of.
    if (graph.get(store, 'GlobalClusterIdentifier').kind !== 'absent') return undefined;
    const [name, absent] = RETENTIONS[store.type as keyof typeof RETENTIONS];
    const days = profile.floors.backupRetentionDays;
    return judge(asNumber(graph.get(store, name)), {
      property: [name],
      absent,
      holds: (kept) => kept >= days,
      expected: `at least ${days}`,
    });
  },
};
