import {
  asBoolean,
  asString,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { BACKUP_PLAN, backupCopiesOf } from './backup-plans.ts';
import { isSelected } from './backup-selections.ts';
import { DB_INSTANCE } from './databases.ts';
import {
  bucketReplicated,
  clusterReplicated,
  type Elsewhere,
  fileSystemReplicated,
  hasReplica,
  keyspaceReplicated,
  memberOf,
  tableReplicated,
  toRegion,
  toRegions,
  unseen,
} from './replicas.ts';
import { allOf, anyOf, type Truth } from './truth.ts';

/** How the data of a type gets to another Region. */
interface Store {
  /** As it is written, by its own service. */
  readonly live: Elsewhere;
  /** As copies of its own backups. @default - its service copies none by itself */
  readonly copied?: Elsewhere;
  /** Whether it holds copies of what is elsewhere, and is filled again. */
  readonly isRefilled?: true;
}

/** Types that hold data, whose replacement or deletion loses it. */
const STORES = {
  'AWS::Cassandra::Table': { live: keyspaceReplicated },
  // https://docs.aws.amazon.com/aurora-dsql/latest/userguide/multi-region-clusters.html
  'AWS::DSQL::Cluster': { live: memberOf('MultiRegionProperties') },
  'AWS::DocDB::DBCluster': { live: memberOf('GlobalClusterIdentifier') },
  'AWS::DocDBElastic::Cluster': { live: unseen },
  'AWS::DynamoDB::GlobalTable': { live: toRegions(['Replicas'], 'Region') },
  'AWS::DynamoDB::Table': { live: tableReplicated },
  'AWS::EFS::FileSystem': { live: fileSystemReplicated },
  'AWS::ElastiCache::ReplicationGroup': {
    live: memberOf('GlobalReplicationGroupId'),
    isRefilled: true,
  },
  'AWS::Elasticsearch::Domain': { live: unseen },
  'AWS::FSx::FileSystem': { live: unseen },
  // https://docs.aws.amazon.com/memorydb/latest/devguide/multi-region.html
  'AWS::MemoryDB::Cluster': { live: memberOf('MultiRegionClusterName') },
  'AWS::Neptune::DBCluster': { live: memberOf('GlobalClusterIdentifier') },
  'AWS::NeptuneGraph::Graph': { live: unseen },
  'AWS::OpenSearchServerless::Collection': { live: unseen },
  'AWS::OpenSearchService::Domain': { live: unseen },
  'AWS::RDS::DBCluster': { live: clusterReplicated },
  'AWS::RDS::GlobalCluster': { live: () => true },
  // https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html
  'AWS::Redshift::Cluster': { live: () => false, copied: toRegion('DestinationRegion') },
  'AWS::RedshiftServerless::Namespace': {
    live: () => false,
    copied: toRegions(['SnapshotCopyConfigurations'], 'DestinationRegion'),
  },
  'AWS::S3::Bucket': { live: bucketReplicated },
  'AWS::Timestream::Table': { live: unseen },
} as const satisfies Readonly<Record<`AWS::${string}`, Store>>;

/** Their names. */
export const STATEFUL = Object.keys(STORES) as readonly (keyof typeof STORES)[];

/**
 * An instance is a store where it belongs to no cluster and replicates no other.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
const INSTANCE: Store = { live: hasReplica, copied: toRegion('AutomaticBackupReplicationRegion') };

const BY_TYPE: ReadonlyMap<string, Store> = new Map<string, Store>([
  ...Object.entries<Store>(STORES),
  [DB_INSTANCE, INSTANCE],
]);

/** Whether another Region has the data as it is written. */
export const isReplicated: Elsewhere = (graph, node) => BY_TYPE.get(node.type)?.live(graph, node);

/** Whether another Region has copies of backups: of the service itself, or of a plan. */
export const isCopied: Elsewhere = (graph, node) =>
  anyOf([
    BY_TYPE.get(node.type)?.copied?.(graph, node) ?? false,
    ...graph.resourcesOf('AWS::Backup::BackupSelection').map((selection) => {
      const isChosen = isSelected(graph, selection, node);
      return isChosen === false ? false : allOf([isChosen, copies(graph, selection, node)]);
    }),
  ]);

/** Whether the plan of a selection copies to another Region than that of a resource. */
function copies(graph: ResourceGraph, selection: ResourceNode, { region }: ResourceNode): Truth {
  const plan = targetOf(graph, graph.get(selection, 'BackupPlanId'), [BACKUP_PLAN]);
  const regions = plan && backupCopiesOf(graph, plan);
  return regions && anyOf(regions.map((one) => (one === undefined ? undefined : one !== region)));
}

/** Whether what a resource holds comes from elsewhere, and is filled again. */
export function isRefilled({ type }: ResourceNode): boolean {
  return BY_TYPE.get(type)?.isRefilled ?? false;
}

/**
 * Whether a table holds nothing that anybody would bring back: its items expire, as sessions and keys
 * of requests do, or are locks, or it counts visits by its name.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export function holdsForAWhile(graph: ResourceGraph, table: ResourceNode): boolean {
  const enabled = asBoolean(graph.get(table, 'TimeToLiveSpecification', 'Enabled'));
  const isCounter = /(?:visit|view|hit)(?:or|er)?s?-?_?count/i.test(table.logicalId);
  return (enabled.state === 'known' && enabled.value) || isCounter || holdsLocks(graph, table);
}

/**
 * Whether a table holds the locks of Terraform's state, by the key that it asks for.
 *
 * https://developer.hashicorp.com/terraform/language/backend/s3
 */
export function holdsLocks(graph: ResourceGraph, table: ResourceNode): boolean {
  const key = asString(graph.get(table, 'KeySchema', 0, 'AttributeName'));
  return key.state === 'known' && key.value === 'LockID';
}

/**
 * Whether the service refuses to delete a resource until somebody switches its protection off:
 * CloudFormation then leaves it where it is, also after it has been replaced.
 *
 * - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html#USER_DeleteInstance.DeletionProtection
 * - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
 * - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html
 */
export function isProtected(graph: ResourceGraph, node: ResourceNode): boolean {
  const isOn = (...path: readonly PathSegment[]) => {
    const value = asString(graph.get(node, ...path));
    return value.state === 'known' && ['true', 'ACTIVE'].includes(value.value);
  };
  const replicas = graph.get(node, 'Replicas');
  const count = replicas.kind === 'list' ? replicas.items.length : 0;
  return (
    isOn('DeletionProtection') ||
    isOn('DeletionProtectionEnabled') ||
    // Each replica of a global table by itself.
    (count > 0 &&
      Array.from({ length: count }, (_, i) => i).every((i) =>
        isOn('Replicas', i, 'DeletionProtectionEnabled'),
      ))
  );
}
