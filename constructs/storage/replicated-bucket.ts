import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { isDisposable, noSnapshots } from '../removal.ts';
import { admit, distributionsOfBuckets } from '../security/key-users.ts';
import { isAliasName } from '../security/regional-key.ts';
import { isUnknown, meanwhile } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { LogBucket } from './log-bucket.ts';
import { type Replication, replicationTo } from './replication.ts';

/** Properties of a {@link ReplicatedBucket}. */
export interface ReplicatedBucketProps {
  /**
   * What the bucket's name begins with, the same in every Region: the name becomes
   * `PREFIX-ACCOUNT-REGION-an`, in the account's own namespace of the Region, so that other Regions
   * can name the bucket and nobody else can claim the name.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
   */
  readonly bucketNamePrefix: string;

  /** This Region's key, which encrypts the objects of this Region, replicas among them. */
  readonly encryptionKey: kms.IKey;

  /**
   * The other Regions to replicate to: **only those whose bucket exists** when this stack is
   * deployed, since S3 refuses to replicate to a bucket that it cannot find.
   *
   * So the first deployment of a set of Regions takes two passes: one with `[]` everywhere, and one
   * with the real lists. The second pass changes the bucket in place.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
   */
  readonly replicateTo: readonly string[];

  /**
   * The alias, without `alias/`, under which each of those Regions knows its own key: the replicas
   * are encrypted with it.
   *
   * @default - none: needed as soon as `replicateTo` names a Region
   */
  readonly replicaKeyAlias?: string;

  /**
   * How long a version that was overwritten or deleted can still be restored.
   *
   * @default 90 days: replication carries a mistaken overwrite or delete to every Region within
   *   minutes, so the old versions are what undoes it
   */
  readonly noncurrentVersionExpiration?: Duration;

  /**
   * What becomes of the bucket and of its access logs when they leave the stack. `DESTROY` deletes every
   * version of every object first, by a function of the CDK, since CloudFormation deletes no bucket that
   * holds something. The buckets of other Regions keep theirs: S3 replicates no deletion of a version
   * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnt-replicated.html).
   *
   * @default - the bucket RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, since its name is derived, and what a
   *   failed first deployment left behind would block the next one; its logs RemovalPolicy.RETAIN, for
   *   whoever asks later what happened
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** `-`, the account's 12 digits, `-`, and `-an` around the Region. */
const suffixLength = (region: string) => 14 + region.length + 3;

const rulesIn = (region: string): ValidationRule<ReplicatedBucketProps>[] => {
  const room = (replicateTo: readonly string[]) =>
    63 - Math.max(...[region, ...replicateTo].filter(isKnown).map(suffixLength), 0);
  return [
    {
      condition: ({ bucketNamePrefix: prefix, replicateTo }) =>
        isKnown(prefix) &&
        (!/^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(prefix) || prefix.length > room(replicateTo)),
      message: ({ bucketNamePrefix, replicateTo }) =>
        `'bucketNamePrefix' must be 2 to ${room(replicateTo)} lower-case letters, digits or inner ` +
        `hyphens, so that the longest name has 63 characters, got '${bucketNamePrefix}'`,
    },
    {
      condition: ({ replicateTo }) => isKnown(region) && replicateTo.includes(region),
      message: () =>
        `'replicateTo' must name other Regions only, got this stack's own, ${region}: leave it out`,
    },
    {
      condition: ({ replicateTo }) => new Set(replicateTo).size < replicateTo.length,
      message: ({ replicateTo }) =>
        `'replicateTo' must name each Region once, got ${replicateTo.join(', ')}`,
    },
    {
      condition: ({ replicateTo, replicaKeyAlias }) =>
        replicateTo.length > 0 && (replicaKeyAlias === undefined || !isAliasName(replicaKeyAlias)),
      message: ({ replicaKeyAlias }) =>
        `'replicaKeyAlias' must be the alias of each other Region's key, without 'alias/', got ` +
        `${replicaKeyAlias === undefined ? 'none' : `'${replicaKeyAlias}'`}`,
    },
    {
      condition: ({ noncurrentVersionExpiration: kept }) =>
        kept !== undefined && !kept.isUnresolved() && kept.toDays({ integral: false }) < 1,
      message: ({ noncurrentVersionExpiration }) =>
        `'noncurrentVersionExpiration' must be at least 1 day, got ${noncurrentVersionExpiration?.toHumanString()}`,
    },
    noSnapshots,
  ];
};

/**
 * Defines the bucket of one Region, whose objects every other Region has too.
 *
 * It guarantees that
 *
 * - what is written, tagged or deleted here reaches each Region of `replicateTo`, 99.9 % of it within
 *   15 minutes, with metrics that say how far behind it is
 *   (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html). With the
 *   same construct in those Regions it works both ways, so that failback needs no copying;
 * - an object that was overwritten or deleted can be restored for 90 days, unless told otherwise;
 * - objects are encrypted with the key of the Region they are in, are only sent over TLS and are
 *   never public; access is logged for a year;
 * - no template refers to another Region: buckets and keys there are named by derivation.
 *
 * Objects that existed before replication began are not replicated, nor are those that a lifecycle
 * rule deleted: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnt-replicated.html
 *
 * @throws Error when a name cannot be one, when a Region would replicate to itself, or when a snapshot is
 *   asked for
 */
export class ReplicatedBucket extends Construct {
  /**
   * The name that the bucket has in a Region, known without a reference to its stack.
   *
   * @param scope a construct of the account that holds the bucket
   * @param region the Region of the bucket
   * @param prefix the {@link ReplicatedBucketProps.bucketNamePrefix} of the bucket
   */
  static bucketName(scope: IConstruct, region: string, prefix: string): string {
    return `${prefix}-${Stack.of(scope).account}-${region}-an`;
  }

  /** The bucket. Its grants cover the key as well. */
  readonly bucket: s3.Bucket;

  readonly #key: kms.IKey;

  constructor(scope: Construct, id: string, props: ReplicatedBucketProps) {
    super(scope, id);
    validateProps(this, props, rulesIn(Stack.of(this).region));
    const { encryptionKey, removalPolicy } = props;
    const bucketNamePrefix = meanwhile(props.bucketNamePrefix, 'not-looked-up-yet');
    this.#key = encryptionKey;

    const replication = this.replication(bucketNamePrefix, props);

    this.bucket = new s3.Bucket(this, 'Resource', {
      ...replication?.props,
      bucketNamePrefix,
      bucketNamespace: s3.BucketNamespace.ACCOUNT_REGIONAL,
      versioned: true,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey,
      // One call to KMS serves many objects, so its quota and its bill do not grow with requests:
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: props.noncurrentVersionExpiration ?? Duration.days(90),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...(isDisposable(removalPolicy) && { autoDeleteObjects: true }),
    });
    // Continuous backups by AWS Backup listen to the bucket's events. The L2's way to turn them on
    // is a custom resource.
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
    (this.bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    new LogBucket(this, 'AccessLogs', removalPolicy).receiveFrom(this.bucket);

    if (replication === undefined) {
      acknowledge(
        this.bucket,
        'no other Region has this bucket, or none has it yet',
        'NIST.800.53.R5-S3BucketReplicationEnabled',
        'HIPAA.Security-S3BucketReplicationEnabled',
        'PCI.DSS.321-S3BucketReplicationEnabled',
      );
    } else {
      this.bucket.node.addDependency(replication.allowedBy);
    }
  }

  private replication(prefix: string, props: ReplicatedBucketProps): Replication | undefined {
    const { encryptionKey, replicateTo, replicaKeyAlias } = props;
    if (replicaKeyAlias === undefined || replicateTo.length === 0) return undefined;
    const nameIn = (region: string) => ReplicatedBucket.bucketName(this, region, prefix);
    return replicationTo(
      this,
      nameIn(Stack.of(this).region),
      replicateTo.map((region) => ({ region, bucketName: nameIn(region) })),
      encryptionKey,
      replicaKeyAlias,
    );
  }

  /**
   * Lets the CloudFront distributions of this account read the objects by origin access control.
   *
   * It admits all of them since a distribution is global: naming one would tie this Region's stack
   * to the stack that the distribution is in, and that one to this. A distribution can only read if
   * somebody who may change distributions of this account makes the bucket its origin.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
   */
  grantReadToDistributions(): void {
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'DistributionsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: {
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'cloudfront',
              region: '',
              resource: 'distribution',
              resourceName: '*',
            }),
          },
        },
      }),
    );
    admit(this, this.#key, distributionsOfBuckets);
  }
}

function isKnown(value: string): boolean {
  return !isUnknown(value);
}
