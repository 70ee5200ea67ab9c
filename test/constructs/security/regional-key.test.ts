import { Match, Template } from 'aws-cdk-lib/assertions';
import { Lazy } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { RegionalKey } from '../../../constructs/security/regional-key.ts';
import { testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';

describe('a regional key', () => {
  const stack = testStack();
  new RegionalKey(stack, 'Key', { aliasName: 'shop' });
  const template = Template.fromStack(stack);

  test('rotates, and survives its stack and, for 30 days, its deletion', () => {
    template.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('carries its alias, which goes with the stack so that the next one can claim it', () => {
    template.hasResource('AWS::KMS::Alias', {
      Properties: { AliasName: 'alias/shop' },
      DeletionPolicy: Match.absent(),
    });
  });

  test('encrypts log groups of this account and Region, and nothing else of CloudWatch Logs', () => {
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: Match.objectLike({
        Statement: Match.arrayWith([
          {
            Sid: 'LogGroups',
            Effect: 'Allow',
            Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
            Action: [
              'kms:Decrypt',
              'kms:DescribeKey',
              'kms:Encrypt',
              'kms:GenerateDataKey*',
              'kms:ReEncrypt*',
            ],
            Resource: '*',
            Condition: {
              ArnLike: {
                'kms:EncryptionContext:aws:logs:arn': ofAccount(
                  'arn:aws:logs:eu-west-1:',
                  ':log-group:*',
                ),
              },
            },
          },
        ]),
      }),
    });
  });

  test('lets alarms of this account publish to encrypted topics', () => {
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: Match.objectLike({
        Statement: Match.arrayWith([
          {
            Sid: 'AlarmsToEncryptedTopics',
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': ofAccount('arn:aws:cloudwatch:eu-west-1:', ':alarm:*') },
            },
          },
        ]),
      }),
    });
  });

  test('encrypts volumes of Auto Scaling groups without naming a role that may not exist yet', () => {
    const condition = {
      StringEquals: {
        'kms:CallerAccount': { Ref: 'AWS::AccountId' },
        'kms:ViaService': 'ec2.eu-west-1.amazonaws.com',
      },
      ArnLike: {
        'aws:PrincipalArn': ofAccount(
          'arn:aws:iam::',
          ':role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*',
        ),
      },
    };
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'VolumesOfAutoScalingGroups',
            Principal: { AWS: '*' },
            Condition: condition,
          }),
          Match.objectLike({
            Sid: 'AttachmentOfVolumesOfAutoScalingGroups',
            Principal: { AWS: '*' },
            Action: 'kms:CreateGrant',
            Condition: { ...condition, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
          }),
        ]),
      }),
    });
  });

  test('is open to the principals of no other account', () => {
    const callers = Object.values(template.findResources('AWS::KMS::Key'))
      .flatMap(({ Properties }) => Properties.KeyPolicy.Statement)
      .filter(({ Principal }) => Principal.AWS === '*')
      .map(({ Condition }) => Condition.StringEquals['kms:CallerAccount']);
    expect(callers).toEqual([{ Ref: 'AWS::AccountId' }, { Ref: 'AWS::AccountId' }]);
  });

  test('is clean under every compliance pack with nothing acknowledged', () => {
    expect(findings(stack)).toEqual([]);
  });
});

test('has no alias by default', () => {
  const stack = testStack();
  new RegionalKey(stack, 'Key');
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Alias', 0);
});

test('names the key of another Region by its alias, without a reference', () => {
  const stack = testStack();
  expect(stack.resolve(RegionalKey.aliasArn(stack, 'eu-central-1', 'shop'))).toEqual(
    ofAccount('arn:aws:kms:eu-central-1:', ':alias/shop'),
  );
});

test.each(['', 'alias/shop', 'aws/shop', 'shop keys', 'x'.repeat(251)])(
  'fails when the alias is named %j',
  (aliasName) => {
    expect(() => new RegionalKey(testStack(), 'Key', { aliasName })).toThrow(
      `Test/Key:\n  - 'aliasName' must be 1 to 250 letters, digits, '/', '_' or '-' and not ` +
        `begin with 'aws/', which AWS reserves, or 'alias/', which is put in front of it; ` +
        `got '${aliasName}'`,
    );
  },
);

test.each(['shop', 'shop/eu_1-data', 'x'.repeat(250)])('accepts the alias name %j', (aliasName) => {
  expect(() => new RegionalKey(testStack(), 'Key', { aliasName })).not.toThrow();
});

test('leaves an alias name alone that is not known yet', () => {
  const aliasName = Lazy.string({ produce: () => 'shop' });
  expect(() => new RegionalKey(testStack(), 'Key', { aliasName })).not.toThrow();
});

/** An ARN around the account that the stack is deployed to. */
function ofAccount(before: string, after: string) {
  return { 'Fn::Join': ['', [before, { Ref: 'AWS::AccountId' }, after]] };
}
