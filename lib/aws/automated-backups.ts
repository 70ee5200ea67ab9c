import { asBoolean, asNumber, type ResourceGraph, type ResourceNode } from '../assembly/index.ts';
import { itemsOf } from './lookups.ts';
import { allOf, type Truth } from './truth.ts';

/** Configurations of FSx, each of which says how long automatic backups are kept. */
const FILE_SYSTEMS = [
  'LustreConfiguration',
  'OntapConfiguration',
  'OpenZFSConfiguration',
  'WindowsConfiguration',
];

/** How long DynamoDB keeps what a point in time is restored from, unless told otherwise. */
const RECOVERY_DAYS = 35;

/**
 * Whether a service itself keeps backups of what it holds for a number of days, beside those of
 * AWS Backup: databases by their retention period, tables by point-in-time recovery, FSx by its own.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
 */
export function keepsOwnBackups(graph: ResourceGraph, node: ResourceNode, days: number): Truth {
  if (node.type === 'AWS::DynamoDB::Table') return recovers(graph, node, [], days);
  if (node.type === 'AWS::DynamoDB::GlobalTable') {
    const replicas = itemsOf(graph.get(node, 'Replicas'));
    return replicas && allOf(replicas.map((_, i) => recovers(graph, node, ['Replicas', i], days)));
  }
  const retentions =
    node.type === 'AWS::FSx::FileSystem'
      ? FILE_SYSTEMS.map((one) => graph.get(node, one, 'AutomaticBackupRetentionDays'))
      : [graph.get(node, 'BackupRetentionPeriod')];
  const reads = retentions.map(asNumber);
  if (reads.some((read) => read.state === 'known' && read.value >= days)) return true;
  return reads.some(({ state }) => state === 'unknown') ? undefined : false;
}

function recovers(
  graph: ResourceGraph,
  table: ResourceNode,
  at: readonly (string | number)[],
  days: number,
): Truth {
  const read = (name: string) => graph.get(table, ...at, 'PointInTimeRecoverySpecification', name);
  const enabled = asBoolean(read('PointInTimeRecoveryEnabled'));
  const kept = asNumber(read('RecoveryPeriodInDays'));
  if (enabled.state === 'unknown' || kept.state === 'unknown') return undefined;
  const period = kept.state === 'known' ? kept.value : RECOVERY_DAYS;
  return enabled.state === 'known' && enabled.value && period >= days;
}
