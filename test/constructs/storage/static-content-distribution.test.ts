import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { describe, expect, test } from 'vitest';
import {
  StaticContentDistribution,
  type StaticContentDistributionProps,
} from '../../../constructs/storage/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

function define(props: Partial<StaticContentDistributionProps> = {}, region = 'us-east-1') {
  const stack = testStack(testApp(), 'Global', region);
  const content = new StaticContentDistribution(stack, 'Static', {
    bucketNamePrefix: 'shop-content',
    primaryRegion: 'eu-west-1',
    fallbackRegion: 'eu-central-1',
    domainNames: ['static.example.com'],
    certificate: acm.Certificate.fromCertificateArn(
      stack,
      'Certificate',
      'arn:aws:acm:us-east-1:111122223333:certificate/static',
    ),
    ...props,
  });
  return { stack, content };
}

describe('with its defaults', () => {
  const { stack, content } = define();
  const template = Template.fromStack(stack);
  const has = (config: object) =>
    template.hasResourceProperties(DISTRIBUTION, { DistributionConfig: config });

  test('a Region can be lost: its bucket is given up after 6 s, and the other one asked', () => {
    has({
      Origins: ['eu-west-1', 'eu-central-1'].map((region) =>
        Match.objectLike({
          ConnectionAttempts: 2,
          ConnectionTimeout: 3,
          DomainName: {
            'Fn::Join': [
              '',
              [
                'shop-content-',
                { Ref: 'AWS::AccountId' },
                `-${region}-an.s3.${region}.amazonaws.com`,
              ],
            ],
          },
        }),
      ),
      OriginGroups: {
        Quantity: 1,
        Items: [
          Match.objectLike({
            FailoverCriteria: {
              StatusCodes: { Quantity: 6, Items: [403, 404, 500, 502, 503, 504] },
            },
            Members: {
              Quantity: 2,
              Items: [
                { OriginId: Match.stringLikeRegexp('Origin1') },
                { OriginId: Match.stringLikeRegexp('Origin2') },
              ],
            },
          }),
        ],
      },
      DefaultCacheBehavior: Match.objectLike({
        TargetOriginId: Match.stringLikeRegexp('OriginGroup'),
      }),
    });
  });

  test('each request to a private bucket is signed', () => {
    template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 2);
    template.allResourcesProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: {
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    });
    has({
      Origins: [1, 2].map(() =>
        Match.objectLike({ OriginAccessControlId: { 'Fn::GetAtt': Match.anyValue() } }),
      ),
    });
  });

  test('viewers use TLS 1.2 or later, and browsers get the security headers', () => {
    has({
      Aliases: ['static.example.com'],
      HttpVersion: 'http2and3',
      ViewerCertificate: Match.objectLike({
        AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/static',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      }),
      DefaultCacheBehavior: Match.objectLike({
        ViewerProtocolPolicy: 'redirect-to-https',
        // The managed policies SecurityHeadersPolicy and CachingOptimized.
        ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      }),
    });
  });

  test('each request is logged, to a bucket that only this delivery writes to', () => {
    const name = { Name: Match.stringLikeRegexp('^GlobalStatic') };
    template.hasResourceProperties('AWS::Logs::DeliverySource', {
      ...name,
      LogType: 'ACCESS_LOGS',
      ResourceArn: {
        'Fn::Join': [
          '',
          [
            'arn:aws:cloudfront::',
            { Ref: 'AWS::AccountId' },
            ':distribution/',
            { Ref: stack.getLogicalId(content.distribution.node.defaultChild as never) },
          ],
        ],
      },
    });
    template.hasResourceProperties('AWS::Logs::DeliveryDestination', {
      ...name,
      DestinationResourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^StaticLogs'), 'Arn'] },
    });
    template.hasResource('AWS::Logs::Delivery', {
      DependsOn: [Match.stringLikeRegexp('^StaticLogsPolicy')],
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:PutObject',
            Principal: { Service: 'delivery.logs.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
                's3:x-amz-acl': 'bucket-owner-full-control',
              },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:aws:logs:us-east-1:',
                      { Ref: 'AWS::AccountId' },
                      Match.stringLikeRegexp('^:delivery-source:GlobalStatic'),
                    ],
                  ],
                },
              },
            },
          }),
        ]),
      },
    });
  });

  test('the buckets are named, and no Region is referred to', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/Fn::GetStackOutput|ImportValue/);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  test('all packs are clean, with few acknowledgements', () => {
    expect(unacknowledged(stack)).toEqual([]);
    expect(
      findings(content)
        .filter(({ path }) => path === 'Global/Static/Resource/Resource')
        .map(({ ruleId }) => ruleId)
        .filter((ruleId) => ruleId.includes('CFR')),
    ).toEqual(['AwsSolutions-CFR1', 'AwsSolutions-CFR2', 'AwsSolutions-CFR3']);
    expect(
      new Set(
        findings(content)
          .filter(({ path }) => path === 'Global/Static/Logs/Resource/Resource')
          .map(({ ruleId }) => ruleId.replace(/^.*-(?=S)/, '')),
      ),
    ).toEqual(
      new Set([
        'S1',
        'S3BucketLoggingEnabled',
        'S3BucketReplicationEnabled',
        'S3DefaultEncryptionKMS',
      ]),
    );
  });
});

test('a firewall stands in front when given', () => {
  const { stack } = define();
  const webAcl = new wafv2.CfnWebACL(stack, 'Firewall', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: {
      cloudWatchMetricsEnabled: true,
      metricName: 'firewall',
      sampledRequestsEnabled: true,
    },
  });
  const guarded = new StaticContentDistribution(stack, 'Guarded', {
    bucketNamePrefix: 'shop-content',
    primaryRegion: 'eu-west-1',
    fallbackRegion: 'eu-central-1',
    domainNames: ['guarded.example.com'],
    certificate: acm.Certificate.fromCertificateArn(
      stack,
      'GuardedCertificate',
      'arn:aws:acm:us-east-1:111122223333:certificate/guarded',
    ),
    webAcl,
  });
  Template.fromStack(stack).hasResourceProperties(DISTRIBUTION, {
    DistributionConfig: { WebACLId: { 'Fn::GetAtt': ['Firewall', 'Arn'] } },
  });
  expect(findings(guarded).map(({ ruleId }) => ruleId)).not.toContain('AwsSolutions-CFR2');
});

test.each<[string, Partial<StaticContentDistributionProps>, string, string]>([
  [
    'outside of us-east-1',
    {},
    'eu-west-1',
    'the stack must be in us-east-1, where CloudFront takes its certificate, firewall and logs from, got eu-west-1',
  ],
  [
    'with one Region twice',
    { fallbackRegion: 'eu-west-1' },
    'us-east-1',
    "'fallbackRegion' must be a different Region from 'primaryRegion', eu-west-1, got eu-west-1",
  ],
  [
    'with no name',
    { domainNames: [] },
    'us-east-1',
    "'domainNames' must have at least one name, got none",
  ],
])('fails %s', (_, props, region, message) => {
  expect(() => define(props, region)).toThrow(message);
});
