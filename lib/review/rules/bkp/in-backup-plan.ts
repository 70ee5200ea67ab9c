import { asString } from '../../../assembly/index.ts';
import { DB_INSTANCE, holdsData, isSelected, keepsOwnBackups } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/** What has no backups of its own for which another rule asks, as HA-AUR-6, HA-DDB-1 and HA-OTH-6 do. */
const ALONE = ['AWS::EC2::Volume', 'AWS::EFS::FileSystem', 'AWS::FSx::FileSystem'];

export const rule: ResourceRule = {
  id: 'HA-BKP-1',
  consequence: 'data that is deleted or damaged may be gone',
  title: 'What holds data is in a backup plan',
  rationale:
    'Replicas repeat a deletion or damage within seconds; backups of the service itself share the account and often the lifetime of what they back up.',
  severity: 'warning',
  onlyInProduction: true,
  fix: 'Select it in an AWS::Backup::BackupSelection, by its ARN (of the cluster, for Aurora) or by a tag; acknowledge this if a backup policy of the organization does.',
  wellArchitected: ['REL09-BP01'],
  controls: 'backup',
  docs: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html'],
  // Buckets are judged by their versions and replicas: most that have no backup hold logs.
  appliesTo: [
    'AWS::RDS::DBCluster',
    DB_INSTANCE,
    'AWS::DynamoDB::Table',
    'AWS::DynamoDB::GlobalTable',
    'AWS::EFS::FileSystem',
    'AWS::EC2::Volume',
    'AWS::DocDB::DBCluster',
    'AWS::Neptune::DBCluster',
    'AWS::FSx::FileSystem',
  ],
  check(resource, { graph, profile }) {
    if (resource.type === DB_INSTANCE && !holdsData(graph, resource)) return undefined;
    // What a secondary cluster holds is backed up where it comes from.
    const role = profile.regions.find(({ name }) => name === resource.region)?.role;
    const isSecondary = graph.get(resource, 'GlobalClusterIdentifier').kind !== 'absent';
    if (isSecondary && (role === 'standby' || role === 'recovery')) return undefined;
    // Automatic backups of a file system are a plan of AWS Backup that AWS makes.
    const automatic = asString(graph.get(resource, 'BackupPolicy', 'Status'));
    if (automatic.state === 'known' && automatic.value === 'ENABLED') {
      return pass('backed up automatically', { property: ['BackupPolicy', 'Status'] });
    }
    const selections = graph.resourcesOf('AWS::Backup::BackupSelection');
    const results = selections.map((selection) => isSelected(graph, selection, resource));
    const found = selections.filter((_, i) => results[i] === true);
    if (found.length > 0) {
      return pass('in a backup plan', { evidence: evidenceOf(found, 'selects it') });
    }
    const open = selections.filter((_, i) => results[i] === undefined);
    if (open.length > 0) {
      const evidence = evidenceOf(open, 'may select it');
      return unknown('what the selections choose is not known', { evidence });
    }
    const message =
      selections.length === 0
        ? 'no backup selection is here'
        : `none of ${selections.length} backup selections chooses it`;
    // What the service keeps by itself undoes damage, and other rules ask for that; a plan protects
    // it from whoever can delete the data.
    const days = profile.floors.backupRetentionDays;
    if (keepsOwnBackups(graph, resource, days) === true) {
      return fail(`${message}, beside backups of its own`, { severity: 'info' });
    }
    return fail(message, { severity: ALONE.includes(resource.type) ? 'warning' : 'info' });
  },
};
