import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { mayUseKey } from './access.ts';
import { BUCKET, bucketBehind } from './buckets.ts';
import { keyBehind } from './keys.ts';
import { allOf, type Truth } from './truth.ts';

/** A replication rule that is switched on, or may be. */
export interface Replication {
  readonly property: readonly ['ReplicationConfiguration', 'Rules', number];
  readonly isCertain: boolean;
  /** Whether it takes the objects that the bucket encrypts. */
  readonly reaches: Truth;
  /** Undefined where it is not at hand. */
  readonly destination: ResourceNode | undefined;
}

/** The rules by which a bucket replicates; undefined if they are not known. */
export function replicationsOf(
  graph: ResourceGraph,
  bucket: ResourceNode,
): readonly Replication[] | undefined {
  const rules = asList(graph.get(bucket, 'ReplicationConfiguration', 'Rules'));
  if (rules.state === 'unknown') return undefined;
  if (rules.state === 'absent') return [];
  return rules.value.flatMap((_, i) => {
    const property = ['ReplicationConfiguration', 'Rules', i] as const;
    const status = asString(graph.get(bucket, ...property, 'Status'));
    if (status.state === 'absent') return [];
    if (status.state === 'known' && status.value !== 'Enabled') return [];
    const destination = bucketBehind(
      graph,
      graph.get(bucket, ...property, 'Destination', 'Bucket'),
    );
    const reaches = takesEncrypted(graph, bucket, property);
    return [{ property, isCertain: status.state === 'known', reaches, destination }];
  });
}

/**
 * Whether a rule takes what a bucket encrypts with KMS: only where it says so, and where the role
 * may use the keys of both ends
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html).
 */
function takesEncrypted(
  graph: ResourceGraph,
  bucket: ResourceNode,
  property: Replication['property'],
): Truth {
  const encryption = ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0] as const;
  const by = (name: string) =>
    graph.get(bucket, ...encryption, 'ServerSideEncryptionByDefault', name);
  const algorithm = asString(by('SSEAlgorithm'));
  if (algorithm.state === 'unknown') return undefined;
  if (algorithm.state === 'absent' || !algorithm.value.startsWith('aws:kms')) return true;
  const selected = asString(
    graph.get(bucket, ...property, 'SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status'),
  );
  if (selected.state !== 'known') return selected.state === 'absent' ? false : undefined;
  if (selected.value !== 'Enabled') return false;
  const named = graph.get(bucket, 'ReplicationConfiguration', 'Role');
  const role = targetOf(graph, named, ['AWS::IAM::Role'], bucket.region);
  const key = by('KMSMasterKeyID');
  if (role === undefined) return true;
  const { to, replicaKey } = targetOfRule(graph, bucket, property);
  const principal = { role, through: 's3' };
  return allOf([
    key.kind === 'absent' || mayUseKey(graph, key, bucket, principal, ['kms:Decrypt']),
    // A key that is not at hand is judged by whoever sees it, as HA-SEC-2 does its Region.
    to === undefined || keyBehind(graph, replicaKey, to.region) === undefined
      ? true
      : mayUseKey(graph, replicaKey, to, principal, ['kms:Encrypt']),
  ]);
}

/** The bucket that a rule replicates to, if it is at hand, and the key that it names for it. */
function targetOfRule(
  graph: ResourceGraph,
  bucket: ResourceNode,
  property: Replication['property'],
) {
  const at = (...inner: readonly string[]) =>
    graph.get(bucket, ...property, 'Destination', ...inner);
  return {
    to: bucketBehind(graph, at('Bucket')),
    replicaKey: at('EncryptionConfiguration', 'ReplicaKmsKeyID'),
  };
}

/** The buckets that replicate to a bucket, for certain or perhaps. */
export function replicationSourcesOf(
  graph: ResourceGraph,
  bucket: ResourceNode,
): readonly ResourceNode[] {
  return graph.having([BUCKET], destinationsOf, bucket);
}

function destinationsOf(graph: ResourceGraph, bucket: ResourceNode) {
  return replicationsOf(graph, bucket)?.map(({ destination }) => destination) ?? [];
}
