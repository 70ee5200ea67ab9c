import { asNumber } from '../../../assembly/index.ts';
import { DB_CLUSTER, DB_INSTANCE, isDatabase } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-6',
  consequence: 'damage that is noticed late cannot be undone',
  title: 'Automated backups of a database are kept long enough to notice damage',
  rationale:
    'What is noticed after the retention period cannot be undone by restoring to a point before it.',
  severity: 'warning',
  fix: 'Set BackupRetentionPeriod to 7 days or more, up to 35: on the cluster for Aurora.',
  wellArchitected: ['REL09-BP03'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbcluster.html#cfn-rds-dbcluster-backupretentionperiod',
  ],
  appliesTo: [DB_CLUSTER, DB_INSTANCE],
  check(database, { graph, profile }) {
    if (!isDatabase(graph, database)) return undefined;
    const floor = profile.floors.backupRetentionDays;
    const read = asNumber(graph.get(database, 'BackupRetentionPeriod'));
    const property = ['BackupRetentionPeriod'];
    if (read.state === 'known' && read.value === 0) {
      return fail(
        `BackupRetentionPeriod is 0, which switches automated backups off; expected at least ${floor}`,
        { property },
      );
    }
    return judge(read, {
      property,
      absent: 1,
      holds: (days) => days >= floor,
      expected: `at least ${floor}`,
    });
  },
};
