import {
  asBoolean,
  asString,
  type PathSegment,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
} from '../assembly/index.ts';
import { isFirst } from './global-databases.ts';

/** A copy of encrypted data in a Region, and the key that is named for it. */
export interface EncryptedCopy {
  readonly key: Resolved;
  /** Undefined: not known. */
  readonly region: string | undefined;
  readonly property: readonly PathSegment[];
  /** Whether it is not known that a key is needed. */
  readonly isOpen: boolean;
}

/** The copies that a resource makes, or is; none where nothing is encrypted with a named key. */
export function encryptedCopiesOf(
  graph: ResourceGraph,
  node: ResourceNode,
): readonly EncryptedCopy[] {
  return COPIES[node.type]?.(graph, node) ?? [];
}

type CopiesOf = (graph: ResourceGraph, node: ResourceNode) => readonly EncryptedCopy[];

const COPIES: Readonly<Record<string, CopiesOf>> = {
  'AWS::DynamoDB::GlobalTable': tableReplicas,
  'AWS::RDS::DBCluster': clusterReplicas,
  'AWS::RDS::DBInstance': instanceReplica,
  'AWS::S3::Bucket': bucketReplicas,
  'AWS::SecretsManager::Secret': secretReplicas,
};

/**
 * Replicas of a global table name a key each, which has to be of their own Region.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-replicassespecification.html
 */
function tableReplicas(graph: ResourceGraph, table: ResourceNode): readonly EncryptedCopy[] {
  return replicasOf(graph, table, 'Replicas', ['SSESpecification', 'KMSMasterKeyId']);
}

/**
 * A read replica in another Region than what it replicates, if that is encrypted: it needs a key of
 * its own Region.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
 */
function instanceReplica(graph: ResourceGraph, instance: ResourceNode): readonly EncryptedCopy[] {
  const value = graph.get(instance, 'SourceDBInstanceIdentifier');
  if (value.kind === 'absent') return [];
  const source = targetOf(graph, value, [instance.type]);
  const from = source?.region ?? /^arn:[^:]*:rds:([^:]+):/.exec(textKey(value) ?? '')?.[1];
  if (from === undefined || from === instance.region) return [];
  const encrypted = asBoolean(graph.get(source ?? instance, 'StorageEncrypted'));
  const key = graph.get(instance, 'KmsKeyId');
  const isPlain = encrypted.state === 'absent' || (encrypted.state === 'known' && !encrypted.value);
  if (isPlain && key.kind === 'absent') return [];
  const isOpen = encrypted.state === 'unknown';
  return [{ key, region: instance.region, property: ['KmsKeyId'], isOpen }];
}

/** The second and later clusters of a global database are copies of the first. */
function clusterReplicas(graph: ResourceGraph, cluster: ResourceNode): readonly EncryptedCopy[] {
  const isMember = graph.get(cluster, 'GlobalClusterIdentifier').kind !== 'absent';
  const encrypted = asBoolean(graph.get(cluster, 'StorageEncrypted'));
  const isPlain = encrypted.state === 'absent' || (encrypted.state === 'known' && !encrypted.value);
  if (!isMember || isFirst(graph, cluster) || isPlain) return [];
  const isOpen = encrypted.state === 'unknown';
  const property = ['KmsKeyId'];
  return [{ key: graph.get(cluster, ...property), region: cluster.region, property, isOpen }];
}

/** Rules that replicate objects which are encrypted with KMS. */
function bucketReplicas(graph: ResourceGraph, bucket: ResourceNode): readonly EncryptedCopy[] {
  const path = ['ReplicationConfiguration', 'Rules'];
  const rules = graph.get(bucket, ...path);
  const count = rules.kind === 'list' ? rules.items.length : 0;
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const at = (...inner: readonly string[]) => graph.get(bucket, ...path, i, ...inner);
    const status = asString(at('SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status'));
    if (status.state === 'absent' || (status.state === 'known' && status.value !== 'Enabled')) {
      return [];
    }
    const bucketArn = at('Destination', 'Bucket');
    const target = targetOf(graph, bucketArn, ['AWS::S3::Bucket']);
    const region = target?.region ?? regionInName(textKey(bucketArn));
    const inner = ['Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID'];
    const property = [...path, i, ...inner];
    const isOpen = status.state === 'unknown';
    return [{ key: at(...inner), region, property, isOpen }];
  });
}

/**
 * Buckets of an account's own namespace say their Region: PREFIX-ACCOUNT-REGION-an.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
function regionInName(name: string | undefined): string | undefined {
  return name?.match(/-((?:[a-z]+-)+\d)-an$/)?.[1];
}

/** Without a key, a replica has that of AWS in its Region. */
function secretReplicas(graph: ResourceGraph, secret: ResourceNode): readonly EncryptedCopy[] {
  return replicasOf(graph, secret, 'ReplicaRegions', ['KmsKeyId']);
}

/** The replicas of a list that each name their Region, as far as they name a key. */
function replicasOf(
  graph: ResourceGraph,
  node: ResourceNode,
  list: string,
  inner: readonly string[],
): readonly EncryptedCopy[] {
  const replicas = graph.get(node, list);
  const count = replicas.kind === 'list' ? replicas.items.length : 0;
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const property = [list, i, ...inner];
    const key = graph.get(node, ...property);
    if (key.kind === 'absent') return [];
    const region = asString(graph.get(node, list, i, 'Region'));
    const known = region.state === 'known' ? region.value : undefined;
    return [{ key, region: known, property, isOpen: false }];
  });
}
