import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { RegionalKey } from '../security/index.ts';

/** What a bucket of another Region is known by. */
export interface Peer {
  readonly region: string;
  readonly bucketName: string;
}

/** What a bucket is told about its replication, after what allows it. */
export interface Replication {
  readonly props: Required<Pick<s3.BucketProps, 'replicationRole' | 'replicationRules'>>;
  readonly allowedBy: IDependable;
}

/**
 * Has S3 replicate all that happens to a bucket to its peers, and lets it do nothing else.
 *
 * Every name is derived, so that the template holds no reference to another Region and the
 * permissions exist before S3 is told to replicate.
 */
export function replicationTo(
  scope: Construct,
  bucketName: string,
  peers: readonly Peer[],
  encryptionKey: kms.IKey,
  replicaKeyAlias: string,
): Replication {
  // S3 only takes a role that a principal of this account passes to a bucket of this account, so
  // there is no confused deputy for conditions to keep out:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
  const role = new iam.Role(scope, 'ReplicationRole', {
    assumedBy: new iam.ServicePrincipal('s3.amazonaws.com'),
    description: `Replicates to ${peers.map(({ region }) => region).join(', ')}`,
  });
  const policy = new iam.ManagedPolicy(scope, 'ReplicationPolicy', {
    roles: [role],
    statements: permissions(scope, bucketName, peers, encryptionKey, replicaKeyAlias),
  });
  acknowledge(
    policy,
    'S3 replicates all objects of these buckets; the key of another Region is known by its alias only, which the condition demands',
    ...wildcards(scope, bucketName, peers),
  );

  const rules = peers.map(({ region, bucketName }, index) => ({
    id: region,
    // Demanded where there are several. It decides nothing here: the destinations differ.
    priority: index + 1,
    destination: s3.Bucket.fromBucketName(scope, `ReplicaIn${region}`, bucketName),
    // S3 takes the ARN of an alias here:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_EncryptionConfiguration.html
    kmsKey: kms.Key.fromKeyArn(
      scope,
      `ReplicaKeyIn${region}`,
      RegionalKey.aliasArn(scope, region, replicaKeyAlias),
    ),
    deleteMarkerReplication: true,
    sseKmsEncryptedObjects: true,
    // Changes to a replica's tags flow back too, which both ways need in order to stay equal:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-for-metadata-changes.html
    replicaModifications: true,
    replicationTimeControl: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
    metrics: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
  }));
  return { props: { replicationRole: role, replicationRules: rules }, allowedBy: policy };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html */
function permissions(
  scope: Construct,
  bucketName: string,
  peers: readonly Peer[],
  encryptionKey: kms.IKey,
  replicaKeyAlias: string,
): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [bucketArn(scope, bucketName)],
    }),
    new iam.PolicyStatement({
      actions: [
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ],
      resources: [objectsArn(scope, bucketName)],
    }),
    new iam.PolicyStatement({
      actions: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      resources: peers.map((peer) => objectsArn(scope, peer.bucketName)),
    }),
    new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': viaS3(Stack.of(scope).region) } },
    }),
    ...peers.map(
      ({ region }) =>
        new iam.PolicyStatement({
          actions: ['kms:Encrypt', 'kms:GenerateDataKey'],
          resources: [keysArn(scope, region)],
          // An alias names no key in a policy's resources:
          // https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
          conditions: {
            StringEquals: { 'kms:ViaService': viaS3(region) },
            'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${replicaKeyAlias}` },
          },
        }),
    ),
  ];
}

/** The findings that the wildcards above cause, as cdk-nag prints what is not known before deployment. */
function wildcards(scope: Construct, bucketName: string, peers: readonly Peer[]): string[] {
  const { account, partition } = Stack.of(scope);
  const print = (arn: string) =>
    arn
      .replaceAll(account, known(account, '<AWS::AccountId>'))
      .replaceAll(partition, known(partition, '<AWS::Partition>'));
  return [
    objectsArn(scope, bucketName),
    ...peers.flatMap((peer) => [objectsArn(scope, peer.bucketName), keysArn(scope, peer.region)]),
  ].map((arn) => `AwsSolutions-IAM5[Resource::${print(arn)}]`);
}

const known = (value: string, otherwise: string) => (Token.isUnresolved(value) ? otherwise : value);

const bucketArn = (scope: Construct, bucketName: string) =>
  Stack.of(scope).formatArn({ service: 's3', region: '', account: '', resource: bucketName });
const objectsArn = (scope: Construct, bucketName: string) => `${bucketArn(scope, bucketName)}/*`;
const keysArn = (scope: Construct, region: string) =>
  Stack.of(scope).formatArn({ service: 'kms', region, resource: 'key', resourceName: '*' });
const viaS3 = (region: string) => `s3.${region}.amazonaws.com`;
