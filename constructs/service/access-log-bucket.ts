import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/**
 * Defines the bucket for the logs of a load balancer. It lives in the load balancer's stack, since
 * it has to be in the same Region:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function accessLogBucket(scope: Construct, id: string): s3.Bucket {
  const bucket = new s3.Bucket(scope, id, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: true,
    lifecycleRules: [
      {
        // A year is what audits ask for, as PCI DSS 10.7 does.
        expiration: Duration.days(365),
        noncurrentVersionExpiration: Duration.days(30),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(
    bucket,
    'Elastic Load Balancing delivers logs only to buckets that are encrypted with keys of S3',
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
    'Each Region keeps the logs of its own load balancer: nothing is restored from them',
    'NIST.800.53.R5-S3BucketReplicationEnabled',
    'HIPAA.Security-S3BucketReplicationEnabled',
    'PCI.DSS.321-S3BucketReplicationEnabled',
  );
  return bucket;
}
