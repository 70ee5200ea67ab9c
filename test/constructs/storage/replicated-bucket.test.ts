import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type App, Duration, Stack, Token } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { ReplicatedBucket, type ReplicatedBucketProps } from '../../../constructs/storage/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';

const BUCKET = 'AWS::S3::Bucket';
const CONTENT = Match.stringLikeRegexp('^Content');

function define(
  props: Partial<ReplicatedBucketProps> = {},
  { app = testApp(), region = 'eu-west-1' }: { app?: App; region?: string } = {},
) {
  const stack = testStack(app, `Data-${region}`, region);
  const { key } = new RegionalKey(stack, 'Key', { aliasName: 'shop' });
  const content = new ReplicatedBucket(stack, 'Content', {
    bucketNamePrefix: 'shop-content',
    encryptionKey: key,
    replicateTo: [],
    ...props,
  });
  return { stack, content };
}

const replicated = { replicateTo: ['eu-central-1', 'eu-west-2'], replicaKeyAlias: 'shop' };
const inAccount = (before: string, after: string) => ({
  'Fn::Join': ['', [before, { Ref: 'AWS::AccountId' }, after]],
});

describe('in one Region', () => {
  const { stack, content } = define();
  const template = Template.fromStack(stack);
  const has = (properties: object) =>
    template.hasResourceProperties(BUCKET, { BucketNamePrefix: 'shop-content', ...properties });

  test('its name is derived, in a namespace where nobody else can claim it', () => {
    has({ BucketNamespace: 'account-regional', BucketName: Match.absent() });
    expect(stack.resolve(ReplicatedBucket.bucketName(stack, 'eu-west-1', 'shop-content'))).toEqual(
      inAccount('shop-content-', '-eu-west-1-an'),
    );
  });

  test('a mistaken overwrite or delete can be undone for 90 days', () => {
    has({
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 90 },
            ExpiredObjectDeleteMarker: true,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
  });

  test("objects are encrypted with the Region's key, never public, never sent in the clear", () => {
    has({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
            },
          },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    template.allResourcesProperties(BUCKET, {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.allResourcesProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test('access is logged for a year', () => {
    has({
      LoggingConfiguration: {
        DestinationBucketName: { Ref: Match.stringLikeRegexp('^ContentAccessLogs') },
      },
    });
    template.hasResourceProperties(BUCKET, {
      BucketNamePrefix: Match.absent(),
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 365 })] },
    });
  });

  test('both buckets outlive the stack', () => {
    template.resourceCountIs(BUCKET, 2);
    template.allResources(BUCKET, { UpdateReplacePolicy: 'Retain' });
    const policies = Object.values(template.findResources(BUCKET)).map((r) => r.DeletionPolicy);
    expect(policies.toSorted()).toEqual(['Retain', 'RetainExceptOnCreate']);
  });

  test('nothing is replicated, and nobody may', () => {
    has({ ReplicationConfiguration: Match.absent() });
    template.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('all packs are clean, with acknowledgements for what has nowhere to go', () => {
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(content).map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual(
      ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].flatMap((pack) => [
        `${pack}-S3BucketReplicationEnabled Data-eu-west-1/Content/AccessLogs/Resource/Resource`,
        `${pack}-S3BucketReplicationEnabled Data-eu-west-1/Content/Resource/Resource`,
        `${pack}-S3DefaultEncryptionKMS Data-eu-west-1/Content/AccessLogs/Resource/Resource`,
      ]),
    );
  });
});

describe('with other Regions', () => {
  const { stack, content } = define(replicated);
  const template = Template.fromStack(stack);

  test('all that happens to an object reaches each of them within 15 minutes, measured', () => {
    template.hasResourceProperties(BUCKET, {
      ReplicationConfiguration: {
        Role: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ContentReplicationRole'), 'Arn'] },
        Rules: replicated.replicateTo.map((region, index) => ({
          Id: region,
          Status: 'Enabled',
          Priority: index + 1,
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Enabled' },
          SourceSelectionCriteria: {
            SseKmsEncryptedObjects: { Status: 'Enabled' },
            ReplicaModifications: { Status: 'Enabled' },
          },
          Destination: {
            Bucket: inAccount('arn:aws:s3:::shop-content-', `-${region}-an`),
            EncryptionConfiguration: {
              ReplicaKmsKeyID: inAccount(`arn:aws:kms:${region}:`, ':alias/shop'),
            },
            ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
            Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
          },
        })),
      },
    });
  });

  test('S3 may replicate before it is told to', () => {
    template.hasResource(BUCKET, {
      Properties: { BucketNamePrefix: 'shop-content' },
      DependsOn: [Match.stringLikeRegexp('^ContentReplicationPolicy')],
    });
  });

  test('S3 may read here and write there, with the key of each place, and nothing else', () => {
    const objects = (region: string) => inAccount('arn:aws:s3:::shop-content-', `-${region}-an/*`);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
            Resource: inAccount('arn:aws:s3:::shop-content-', '-eu-west-1-an'),
          },
          {
            Effect: 'Allow',
            Action: [
              's3:GetObjectVersionAcl',
              's3:GetObjectVersionForReplication',
              's3:GetObjectVersionTagging',
            ],
            Resource: objects('eu-west-1'),
          },
          {
            Effect: 'Allow',
            Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
            Resource: [objects('eu-central-1'), objects('eu-west-2')],
          },
          {
            Effect: 'Allow',
            Action: 'kms:Decrypt',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
            Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
          },
          ...replicated.replicateTo.map((region) => ({
            Effect: 'Allow',
            Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
            Resource: inAccount(`arn:aws:kms:${region}:`, ':key/*'),
            Condition: {
              StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
              'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/shop' },
            },
          })),
        ],
      },
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 's3.amazonaws.com' },
          },
        ],
      },
    });
  });

  test('all packs are clean, with an acknowledgement for each wildcard', () => {
    expect(unacknowledged(stack)).toEqual([]);
    expect(
      findings(content)
        .filter(({ path }) => !path.includes('/AccessLogs/'))
        .map(({ ruleId }) => ruleId),
    ).toEqual(
      [
        'arn:aws:kms:eu-central-1:<AWS::AccountId>:key/*',
        'arn:aws:kms:eu-west-2:<AWS::AccountId>:key/*',
        'arn:aws:s3:::shop-content-<AWS::AccountId>-eu-central-1-an/*',
        'arn:aws:s3:::shop-content-<AWS::AccountId>-eu-west-1-an/*',
        'arn:aws:s3:::shop-content-<AWS::AccountId>-eu-west-2-an/*',
      ].map((arn) => `AwsSolutions-IAM5[Resource::${arn}]`),
    );
  });

  test.each([
    ['in an account that is known', { account: '111122223333' }, {}],
    ['in whichever partition', {}, { '@aws-cdk/core:enablePartitionLiterals': false }],
  ])('all packs are clean %s', (_, env, context) => {
    const stack = new Stack(testApp(context), 'Data', { env: { region: 'eu-west-1', ...env } });
    const { key } = new RegionalKey(stack, 'Key');
    new ReplicatedBucket(stack, 'Content', {
      bucketNamePrefix: 'shop-content',
      encryptionKey: key,
      ...replicated,
    });
    expect(unacknowledged(stack)).toEqual([]);
  });
});

describe('over two Regions', () => {
  const regions = ['eu-west-1', 'eu-central-1'];
  const both = () => {
    const app = testApp();
    const stacks = regions.map((region, index) => {
      const props = { replicateTo: [regions[1 - index] ?? ''], replicaKeyAlias: 'shop' };
      return define(props, { app, region }).stack;
    });
    return stacks.map((stack) => Template.fromStack(stack));
  };

  test('they replicate both ways, each to the name that the other has', () => {
    const [first, second] = both();
    for (const [template, there] of [
      [first, 'eu-central-1'],
      [second, 'eu-west-1'],
    ] as const) {
      template?.hasResourceProperties(BUCKET, {
        BucketNamePrefix: 'shop-content',
        BucketNamespace: 'account-regional',
        ReplicationConfiguration: {
          Rules: [
            Match.objectLike({
              Id: there,
              Destination: Match.objectLike({
                Bucket: inAccount('arn:aws:s3:::shop-content-', `-${there}-an`),
              }),
            }),
          ],
        },
      });
    }
  });

  test('a Region deploys while the other does not exist as a stack', () => {
    const [together] = both();
    const alone = define({ replicateTo: ['eu-central-1'], replicaKeyAlias: 'shop' });
    expect(Template.fromStack(alone.stack).toJSON()).toEqual(together?.toJSON());
    expect(JSON.stringify(together?.toJSON())).not.toMatch(/Fn::GetStackOutput|ImportValue/);
  });

  test('the second pass of the first deployment turns replication on in place', () => {
    const first = Template.fromStack(define({ replicateTo: [] }).stack).toJSON();
    const second = Template.fromStack(define(replicated).stack).toJSON();
    const added = Object.keys(second.Resources).filter((id) => !(id in first.Resources));
    expect(added).toEqual([
      expect.stringMatching(/^ContentReplicationRole/),
      expect.stringMatching(/^ContentReplicationPolicy/),
    ]);
    const [id = ''] = Object.entries(second.Resources).flatMap(([id, resource]) =>
      JSON.stringify(resource).includes('BucketNamePrefix') ? [id] : [],
    );
    const { ReplicationConfiguration: _, ...properties } = second.Resources[id].Properties;
    expect(properties).toEqual(first.Resources[id].Properties);
  });
});

test('CloudFront distributions of this account may read once they are let in, and only they', () => {
  const { stack, content } = define();
  const statement = (Action: string, Resource: unknown) =>
    Match.objectLike({
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action,
      Resource,
      Condition: {
        ArnLike: { 'aws:SourceArn': inAccount('arn:aws:cloudfront::', ':distribution/*') },
      },
    });
  content.grantReadToDistributions();
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        statement('s3:GetObject', {
          'Fn::Join': ['', [{ 'Fn::GetAtt': [CONTENT, 'Arn'] }, '/*']],
        }),
      ]),
    },
  });
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([statement('kms:Decrypt', '*')]) },
  });
  expect(JSON.stringify(Template.fromStack(define().stack).toJSON())).not.toContain('cloudfront');
});

test('a grant on the bucket covers its key', () => {
  const { stack, content } = define();
  content.bucket.grantRead(
    new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
  );
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: ['kms:Decrypt', 'kms:DescribeKey'] }),
      ]),
    },
  });
});

test('old versions are kept for as long as asked', () => {
  const { stack } = define({ noncurrentVersionExpiration: Duration.days(365) });
  Template.fromStack(stack).hasResourceProperties(BUCKET, {
    BucketNamePrefix: 'shop-content',
    LifecycleConfiguration: {
      Rules: [Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 365 } })],
    },
  });
});

test('a name that is known only at deployment is left alone', () => {
  expect(() => define({ bucketNamePrefix: Token.asString({ Ref: 'Prefix' }) })).not.toThrow();
});

test.each<[string, Partial<ReplicatedBucketProps>, string]>([
  [
    'a prefix that no bucket can have',
    { bucketNamePrefix: 'Shop_Content' },
    "'bucketNamePrefix' must be 2 to 37 lower-case letters, digits or inner hyphens, so that the longest name has 63 characters, got 'Shop_Content'",
  ],
  [
    'a prefix that is too long for a Region it replicates to',
    { ...replicated, bucketNamePrefix: 'a'.repeat(35) },
    `'bucketNamePrefix' must be 2 to 34 lower-case letters, digits or inner hyphens, so that the longest name has 63 characters, got '${'a'.repeat(35)}'`,
  ],
  [
    'its own Region as the destination',
    { replicateTo: ['eu-west-1'], replicaKeyAlias: 'shop' },
    "'replicateTo' must name other Regions only, got this stack's own, eu-west-1: leave it out",
  ],
  [
    'a Region twice',
    { replicateTo: ['eu-west-2', 'eu-west-2'], replicaKeyAlias: 'shop' },
    "'replicateTo' must name each Region once, got eu-west-2, eu-west-2",
  ],
  [
    'no key for the replicas',
    { replicateTo: ['eu-west-2'] },
    "'replicaKeyAlias' must be the alias of each other Region's key, without 'alias/', got none",
  ],
  [
    'a key of AWS for the replicas',
    { replicateTo: ['eu-west-2'], replicaKeyAlias: 'aws/s3' },
    "without 'alias/', got 'aws/s3'",
  ],
  [
    'old versions that expire at once',
    { noncurrentVersionExpiration: Duration.hours(1) },
    "'noncurrentVersionExpiration' must be at least 1 day, got 1 hour",
  ],
])('fails with %s', (_, props, message) => {
  expect(() => define(props)).toThrow(message);
});
