import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { isDisposable } from '../removal.ts';

/**
 * Defines a bucket that holds nothing but a year of logs or reports, in the stack and the Region of
 * whatever writes them: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 *
 * It has no name of its own, since nothing outside of the construct that it belongs to refers to it.
 */
export function logBucket(
  scope: Construct,
  id: string,
  removalPolicy: RemovalPolicy = RemovalPolicy.RETAIN,
): s3.Bucket {
  const bucket = new s3.Bucket(scope, id, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    lifecycleRules: [
      {
        // PCI DSS 3.2.1, requirement 10.7: a year of audit trail.
        expiration: Duration.days(365),
        noncurrentVersionExpiration: Duration.days(30),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
    ],
    removalPolicy,
    ...(isDisposable(removalPolicy) && { autoDeleteObjects: true }),
  });
  acknowledge(
    bucket,
    'AWS delivers access logs only to buckets with SSE-S3, and no log or report should wait for a key',
    'NIST.800.53.R5-S3DefaultEncryptionKMS',
    'HIPAA.Security-S3DefaultEncryptionKMS',
    'PCI.DSS.321-S3DefaultEncryptionKMS',
  );
  acknowledge(
    bucket,
    'The bucket holds logs; a log of its own would need a bucket of its own, without end',
    'AwsSolutions-S1',
    'NIST.800.53.R5-S3BucketLoggingEnabled',
    'HIPAA.Security-S3BucketLoggingEnabled',
    'PCI.DSS.321-S3BucketLoggingEnabled',
  );
  acknowledge(
    bucket,
    'Logs and reports describe what happened here, and no recovery elsewhere needs them',
    'NIST.800.53.R5-S3BucketReplicationEnabled',
    'HIPAA.Security-S3BucketReplicationEnabled',
    'PCI.DSS.321-S3BucketReplicationEnabled',
  );
  return bucket;
}

/** A {@link logBucket} to which S3 can deliver server access logs. */
export class LogBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, removalPolicy?: RemovalPolicy) {
    super(scope, id);
    this.bucket = logBucket(this, 'Resource', removalPolicy);
  }

  /**
   * Has S3 deliver the server access logs of `source` here.
   *
   * The L2's `serverAccessLogsBucket` does it as well, but how, and whether it works at all on a
   * bucket without ACLs, depends on a feature flag of the app.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
   */
  receiveFrom(source: s3.Bucket): void {
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'ServerAccessLogs',
        principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    (source.node.defaultChild as s3.CfnBucket).loggingConfiguration = {
      destinationBucketName: this.bucket.bucketName,
    };
  }
}
