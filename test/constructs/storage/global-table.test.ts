import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Stack, Token } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { RegionalKey } from '../../../constructs/security/index.ts';
import {
  GlobalTable,
  GlobalTableConsistency,
  type GlobalTableProps,
} from '../../../constructs/storage/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';

const TABLE = 'AWS::DynamoDB::GlobalTable';
const ownKey = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] };

function define(props: Partial<GlobalTableProps> = {}) {
  const stack = testStack();
  const { key } = new RegionalKey(stack, 'Key', { aliasName: 'shop' });
  const sessions = new GlobalTable(stack, 'Sessions', {
    tableName: 'shop-sessions',
    regions: ['eu-west-1'],
    encryptionKey: key,
    replicaKeyAlias: 'shop',
    ...props,
  });
  return { stack, sessions };
}

const replica = (region: string, key: unknown) => ({
  Region: region,
  DeletionProtectionEnabled: true,
  PointInTimeRecoverySpecification: {
    PointInTimeRecoveryEnabled: true,
    RecoveryPeriodInDays: 35,
  },
  SSESpecification: { KMSMasterKeyId: key },
});
const keyOf = (region: string) => ({
  'Fn::Join': ['', [`arn:aws:kms:${region}:`, { Ref: 'AWS::AccountId' }, ':alias/shop']],
});

describe('with its defaults', () => {
  const regions = ['eu-west-1', 'eu-central-1', 'us-east-1'];
  const { stack } = define({ regions });
  const template = Template.fromStack(stack);

  test('every Region has a replica that is restorable, undeletable and encrypted with its own key', () => {
    template.hasResourceProperties(TABLE, {
      TableName: 'shop-sessions',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [
        replica('eu-central-1', keyOf('eu-central-1')),
        replica('us-east-1', keyOf('us-east-1')),
        replica('eu-west-1', ownKey),
      ],
    });
  });

  test('capacity follows the traffic', () => {
    template.hasResourceProperties(TABLE, { BillingMode: 'PAY_PER_REQUEST' });
  });

  test('items are found by id and expire', () => {
    template.hasResourceProperties(TABLE, {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      TimeToLiveSpecification: { AttributeName: 'expiration', Enabled: true },
    });
  });

  test('it is eventually consistent', () => {
    template.hasResourceProperties(TABLE, {
      MultiRegionConsistency: Match.absent(),
      GlobalTableWitnesses: Match.absent(),
    });
  });

  test('it outlives the stack', () => {
    template.hasResource(TABLE, {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('nothing refers to another Region', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/Fn::GetStackOutput|ImportValue/);
  });
});

test('a grant covers the table here and its key', () => {
  const { stack, sessions } = define();
  sessions.table.grantReadWriteData(
    new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
  );
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt']), Resource: ownKey }),
        Match.objectLike({
          Action: Match.arrayWith(['dynamodb:PutItem']),
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Sessions'), 'Arn'] },
        }),
      ]),
    },
  });
});

test('all packs are clean without an acknowledgement', () => {
  expect(unacknowledged(define().stack)).toEqual([]);
});

test('one Region is enough, and needs no key elsewhere', () => {
  const { stack } = define({ replicaKeyAlias: undefined });
  Template.fromStack(stack).hasResourceProperties(TABLE, {
    Replicas: [replica('eu-west-1', ownKey)],
  });
});

test('another Region uses its replica by name, with its own key and no reference', () => {
  const stack = testStack(testApp(), 'Service', 'eu-central-1');
  const table = GlobalTable.inThisRegion(
    stack,
    'Sessions',
    'shop-sessions',
    new kms.Key(stack, 'Key'),
  );
  table.grantReadWriteData(
    new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
  );
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt']), Resource: ownKey }),
        Match.objectLike({
          Action: Match.arrayWith(['dynamodb:PutItem']),
          Resource: {
            'Fn::Join': [
              '',
              ['arn:aws:dynamodb:eu-central-1:', { Ref: 'AWS::AccountId' }, ':table/shop-sessions'],
            ],
          },
        }),
      ]),
    },
  });
  template.resourceCountIs(TABLE, 0);
});

describe('with strong consistency', () => {
  test('no acknowledged write is lost with a Region: three replicas agree', () => {
    const { stack } = define({
      regions: ['eu-west-1', 'eu-central-1', 'eu-west-3'],
      consistency: GlobalTableConsistency.strong(),
    });
    Template.fromStack(stack).hasResourceProperties(TABLE, {
      MultiRegionConsistency: 'STRONG',
      Replicas: [
        replica('eu-central-1', keyOf('eu-central-1')),
        replica('eu-west-3', keyOf('eu-west-3')),
        replica('eu-west-1', ownKey),
      ],
      GlobalTableWitnesses: Match.absent(),
    });
  });

  test('a witness can be the third Region', () => {
    const { stack } = define({
      regions: ['eu-west-1', 'eu-central-1'],
      consistency: GlobalTableConsistency.strong('eu-west-2'),
    });
    Template.fromStack(stack).hasResourceProperties(TABLE, {
      MultiRegionConsistency: 'STRONG',
      GlobalTableWitnesses: [{ Region: 'eu-west-2' }],
    });
  });

  test('items do not expire, since DynamoDB cannot do both', () => {
    const { stack } = define({
      regions: ['eu-west-1', 'eu-central-1'],
      consistency: GlobalTableConsistency.strong('eu-west-2'),
    });
    Template.fromStack(stack).hasResourceProperties(TABLE, {
      TimeToLiveSpecification: Match.absent(),
    });
  });

  test('Regions that are known only at deployment are left alone', () => {
    const region = Token.asString({ Ref: 'Other' });
    expect(GlobalTableConsistency.strong().problemWith(['eu-west-1', region])).toBeUndefined();
  });
});

const strong = (witness?: string) => GlobalTableConsistency.strong(witness);

test.each<[string, Partial<GlobalTableProps>, string]>([
  [
    'a name that no table can have',
    { tableName: 'my table' },
    "'tableName' must be 3 to 255 letters, digits, '_', '-' or '.', got 'my table'",
  ],
  [
    'Regions without its own',
    { regions: ['eu-west-2'] },
    "'regions' must name the Region of this stack, eu-west-1, got eu-west-2",
  ],
  [
    'no Region',
    { regions: [] },
    "'regions' must name the Region of this stack, eu-west-1, got none",
  ],
  [
    'a Region twice',
    { regions: ['eu-west-1', 'eu-west-1'] },
    "'regions' must name each Region once, got eu-west-1, eu-west-1",
  ],
  [
    'no key for the replicas',
    { regions: ['eu-west-1', 'eu-west-2'], replicaKeyAlias: undefined },
    "'replicaKeyAlias' must be the alias of each other Region's key, without 'alias/', got none",
  ],
  [
    'an alias that is none',
    { regions: ['eu-west-1', 'eu-west-2'], replicaKeyAlias: 'alias/shop' },
    "without 'alias/', got 'alias/shop'",
  ],
  [
    'strong consistency in two Regions',
    { regions: ['eu-west-1', 'eu-west-2'], consistency: strong() },
    "'regions' must be three for strong consistency, or two and another as the witness, got eu-west-1, eu-west-2",
  ],
  [
    'strong consistency in four Regions',
    { regions: ['eu-west-1', 'eu-west-2', 'eu-west-3'], consistency: strong('eu-central-1') },
    'got eu-west-1, eu-west-2, eu-west-3 and the witness eu-central-1',
  ],
  [
    'three replicas and one of them as a witness',
    { regions: ['eu-west-1', 'eu-west-2', 'eu-west-3'], consistency: strong('eu-west-3') },
    'got eu-west-1, eu-west-2, eu-west-3 and the witness eu-west-3',
  ],
  [
    'a replica as its own witness',
    { regions: ['eu-west-1', 'eu-west-2'], consistency: strong('eu-west-2') },
    'got eu-west-1, eu-west-2 and the witness eu-west-2',
  ],
  [
    'strong consistency across the sets of Regions',
    { regions: ['eu-west-1', 'eu-west-2', 'us-east-1'], consistency: strong() },
    "'regions' must be of one set for strong consistency (of us-east-1, us-east-2, us-west-2; or of eu-central-1, eu-west-1, eu-west-2, eu-west-3; or of ap-northeast-1, ap-northeast-2, ap-northeast-3), got eu-west-1, eu-west-2, us-east-1",
  ],
])('fails with %s', (_, props, message) => {
  expect(() => define(props)).toThrow(message);
});

test('fails in a stack without a Region', () => {
  const stack = new Stack(testApp(), 'Anywhere');
  expect(
    () =>
      new GlobalTable(stack, 'Sessions', {
        tableName: 'shop-sessions',
        regions: ['eu-west-1'],
        encryptionKey: new kms.Key(stack, 'Key'),
      }),
  ).toThrow(
    "the stack must have a Region, so that a table there can have replicas elsewhere, got none: set 'env'",
  );
});
