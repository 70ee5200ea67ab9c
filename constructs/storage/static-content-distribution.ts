import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  Annotations,
  ArnFormat,
  Duration,
  Names,
  type RemovalPolicy,
  Stack,
  Token,
} from 'aws-cdk-lib/core';
import type { aws_wafv2 as wafv2 } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { noSnapshots } from '../removal.ts';
import { mostOf } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { LogBucket } from './log-bucket.ts';
import { ReplicatedBucket } from './replicated-bucket.ts';

/** Properties of a {@link StaticContentDistribution}. */
export interface StaticContentDistributionProps {
  /** The prefix of the {@link ReplicatedBucket}s that hold the content. */
  readonly bucketNamePrefix: string;

  /** The Region whose bucket is asked first. */
  readonly primaryRegion: string;

  /** The Region whose bucket is asked when the first does not answer or lacks the object. */
  readonly fallbackRegion: string;

  /** The names under which viewers ask for the content. */
  readonly domainNames: string[];

  /**
   * The certificate of these names, in us-east-1. Without one, CloudFront lets viewers connect with
   * outdated versions of TLS.
   */
  readonly certificate: acm.ICertificate;

  /**
   * The firewall in front, of the scope `CLOUDFRONT`.
   *
   * @default - none: static content has no input to attack; rate rules need one
   */
  readonly webAcl?: wafv2.IWebACLRef;

  /**
   * What becomes of the access logs when they leave the stack. `DESTROY` deletes them with their bucket,
   * by a function of the CDK, since CloudFormation deletes no bucket that holds something.
   *
   * @default RemovalPolicy.RETAIN - for whoever asks later what happened
   */
  readonly removalPolicy?: RemovalPolicy;
}

const US_EAST_1 = 'us-east-1';

/**
 * What makes CloudFront ask the other Region: that S3 fails (5xx), and that the object is not there,
 * which S3 answers with 403 to whoever may not list the bucket. Replication takes minutes, so what
 * was uploaded in one Region may not be in the other yet.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
const FALLBACK_STATUS_CODES = [403, 404, 500, 502, 503, 504];

const rulesIn = (region: string): ValidationRule<StaticContentDistributionProps>[] => [
  {
    condition: () => !Token.isUnresolved(region) && region !== US_EAST_1,
    message: () =>
      `the stack must be in us-east-1, where CloudFront takes its certificate, firewall and logs from, got ${region}`,
  },
  {
    condition: ({ primaryRegion, fallbackRegion }) => primaryRegion === fallbackRegion,
    message: ({ primaryRegion, fallbackRegion }) =>
      `'fallbackRegion' must be a different Region from 'primaryRegion', ${primaryRegion}, got ${fallbackRegion}`,
  },
  {
    condition: ({ domainNames }) => mostOf(domainNames) === 0,
    message: () => "'domainNames' must have at least one name, got none",
  },
  noSnapshots,
];

/**
 * Defines a CloudFront distribution in front of the {@link ReplicatedBucket}s of two Regions.
 *
 * It guarantees that
 *
 * - content is served while either Region is gone: after two attempts of 3 s each the other Region is
 *   asked, request by request, with nothing to switch
 *   (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html);
 * - viewers connect with TLS 1.2 or later and are redirected to HTTPS, and browsers get the security
 *   headers that AWS recommends;
 * - the buckets stay private: origin access control signs each request;
 * - each request is logged for a year;
 * - no template refers to another Region: call {@link ReplicatedBucket.grantReadToDistributions} on
 *   each bucket.
 *
 * @throws Error when the stack is not in us-east-1, when both Regions are the same, when no name is given,
 *   or when a snapshot is asked for
 */
export class StaticContentDistribution extends Construct {
  /** The distribution. */
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: StaticContentDistributionProps) {
    super(scope, id);
    validateProps(this, props, rulesIn(Stack.of(this).region));

    this.distribution = new cloudfront.Distribution(this, 'Resource', {
      comment: this.node.path,
      domainNames: props.domainNames,
      certificate: props.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      webAclId: props.webAcl?.webAclRef.webAclArn,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: new origins.OriginGroup({
          primaryOrigin: this.origin('PrimaryBucket', props.primaryRegion, props),
          fallbackOrigin: this.origin('FallbackBucket', props.fallbackRegion, props),
          fallbackStatusCodes: FALLBACK_STATUS_CODES,
        }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
        compress: true,
      },
    });
    this.deliverLogs(props.removalPolicy);

    Annotations.of(this).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      'the buckets admit the distributions of their account: ReplicatedBucket.grantReadToDistributions',
    );
    acknowledge(
      this.distribution,
      'static content is for everybody; where it is not, that is for its owner to say',
      'AwsSolutions-CFR1',
    );
    acknowledge(
      this.distribution,
      'logs are delivered by CloudWatch Logs to a bucket without ACLs, which the rule does not know yet',
      'AwsSolutions-CFR3',
    );
    if (props.webAcl === undefined) {
      acknowledge(
        this.distribution,
        'static content has no input to attack, and no firewall was given',
        'AwsSolutions-CFR2',
      );
    }
  }

  private origin(id: string, region: string, props: StaticContentDistributionProps) {
    const bucketName = ReplicatedBucket.bucketName(this, region, props.bucketNamePrefix);
    return origins.S3BucketOrigin.withOriginAccessControl(
      s3.Bucket.fromBucketAttributes(this, id, { bucketName, region }),
      // The defaults, three attempts of 10 s, keep a viewer waiting for half a minute.
      { connectionAttempts: 2, connectionTimeout: Duration.seconds(3) },
    );
  }

  /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html */
  private deliverLogs(removalPolicy: RemovalPolicy | undefined): void {
    const stack = Stack.of(this);
    const { bucket } = new LogBucket(this, 'Logs', removalPolicy);
    acknowledge(
      bucket,
      'it holds logs itself: only their readers and their delivery touch it, and logs of logs end nowhere',
      'AwsSolutions-S1',
      'NIST.800.53.R5-S3BucketLoggingEnabled',
      'HIPAA.Security-S3BucketLoggingEnabled',
      'PCI.DSS.321-S3BucketLoggingEnabled',
    );
    const name = Names.uniqueResourceName(this, { maxLength: 60 });

    // The CDK has no L2s of log deliveries, and the distribution’s own logging is the legacy one.
    const source = new logs.CfnDeliverySource(this, 'LogSource', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: this.distribution.distributionArn,
    });
    const destination = new logs.CfnDeliveryDestination(this, 'LogDestination', {
      name,
      destinationResourceArn: bucket.bucketArn,
      outputFormat: 'json',
    });
    const grant = bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`AWSLogs/${stack.account}/*`)],
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            's3:x-amz-acl': 'bucket-owner-full-control',
          },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'logs',
              resource: 'delivery-source',
              resourceName: name,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    const delivery = new logs.CfnDelivery(this, 'LogDelivery', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
    });
    if (grant.policyDependable) delivery.node.addDependency(grant.policyDependable);
  }
}
