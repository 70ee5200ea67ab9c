import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Annotations, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { ValkeyCache } from '../../../constructs/cache/index.ts';
import { FaultExperiments, instanceLoss } from '../../../constructs/chaos/index.ts';
import { AuroraCluster } from '../../../constructs/database/index.ts';
import { MultiAzNetwork } from '../../../constructs/network/index.ts';
import {
  AlertChannels,
  AlertSubscription,
  Canary,
} from '../../../constructs/observability/index.ts';
import { QueueConsumer, ResilientQueue } from '../../../constructs/queue/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import {
  healthResponder,
  MultiAzAutoScalingGroup,
  WebFirewall,
} from '../../../constructs/service/index.ts';
import { ReplicatedBucket } from '../../../constructs/storage/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { provisioned } from '../database/support.ts';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const SUBNETS = [
  { name: 'Public', subnetType: ec2.SubnetType.PUBLIC },
  { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
  { name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
];
const NETWORK = { availabilityZones: ZONES, cidr: '10.0.0.0/16' };

/** What is used, and the services that each construct makes use a key as themselves. */
const consumers: Record<string, [readonly string[], (scope: Construct, key: kms.IKey) => void]> = {
  AuroraCluster: [
    ['LogGroups'],
    (scope, encryptionKey) =>
      new AuroraCluster(scope, 'Database', {
        name: 'shop',
        vpc: vpcIn(scope),
        capacity: provisioned(2),
        encryptionKey,
      }),
  ],
  ValkeyCache: [
    ['LogGroups'],
    (scope, encryptionKey) => new ValkeyCache(scope, 'Cache', { vpc: vpcIn(scope), encryptionKey }),
  ],
  MultiAzNetwork: [
    ['LogGroups'],
    (scope, encryptionKey) => new MultiAzNetwork(scope, 'Network', { ...NETWORK, encryptionKey }),
  ],
  WebFirewall: [
    ['LogGroups'],
    (scope, encryptionKey) => new WebFirewall(scope, 'Firewall', { encryptionKey }),
  ],
  Canary: [
    ['LogGroups'],
    (scope, encryptionKey) =>
      new Canary(scope, 'Canary', {
        alerts: {
          page: sns.Topic.fromTopicArn(scope, 'Page', 'arn:aws:sns:eu-west-1:111122223333:page'),
          ticket: sns.Topic.fromTopicArn(scope, 'Tick', 'arn:aws:sns:eu-west-1:111122223333:tick'),
          runbookBaseUrl: 'docs/runbooks',
        },
        hostNames: ['app.example.com'],
        encryptionKey,
      }),
  ],
  MultiAzAutoScalingGroup: [
    [
      'LogGroups',
      'VolumesOfAutoScalingGroups',
      'AttachmentOfVolumesOfAutoScalingGroups',
      'NotificationsOfAutoScalingGroups',
    ],
    (scope, encryptionKey) =>
      new MultiAzAutoScalingGroup(scope, 'Group', {
        vpc: vpcIn(scope),
        instanceType: new ec2.InstanceType('m7g.large'),
        minimum: 3,
        maximum: 6,
        workload: healthResponder(),
        encryptionKey,
      }),
  ],
  FaultExperiments: [
    ['LogGroups'],
    (scope, encryptionKey) =>
      new FaultExperiments(scope, 'Chaos', {
        service: 'shop',
        experiments: [instanceLoss(1)],
        stopAlarms: [
          cloudwatch.Alarm.fromAlarmArn(
            scope,
            'UsersHurt',
            'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:users-hurt',
          ),
        ],
        encryptionKey,
      }),
  ],
  AlertChannels: [
    ['AlarmsToEncryptedTopics', 'TopicsToEncryptedQueues'],
    (scope, encryptionKey) => {
      const page = [AlertSubscription.https('https://events.example.com/enqueue')];
      new AlertChannels(scope, 'Alerts', { name: 'shop', encryptionKey, page, ticket: page });
    },
  ],
  ReplicatedBucket: [
    ['DistributionsOfThisAccount'],
    (scope, encryptionKey) =>
      new ReplicatedBucket(scope, 'Bucket', {
        bucketNamePrefix: 'shop',
        encryptionKey,
        replicateTo: [],
      }).grantReadToDistributions(),
  ],
};

const vpcIn = (scope: Construct) =>
  new ec2.Vpc(scope, 'Vpc', { availabilityZones: ZONES, subnetConfiguration: SUBNETS });

const rows = Object.entries(consumers).map(([name, [sids, use]]) => [name, sids, use] as const);

interface Statement {
  readonly Sid?: string;
  readonly Principal: { readonly Service?: string; readonly AWS?: unknown };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the policy of a key says of services: the CDK's own statements have no name. */
function statements(key: kms.IKey): Statement[] {
  const { keyPolicy } = key.node.defaultChild as kms.CfnKey;
  return Stack.of(key)
    .resolve(keyPolicy)
    .Statement.filter(({ Sid, Principal }: Statement) => Sid ?? Principal.Service);
}

const sidsOf = (key: kms.IKey) => statements(key).map(({ Sid }) => Sid);

const imported = (stack: Stack) =>
  kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/11111111');

const warningsOf = (key: kms.IKey) =>
  key.node.metadata
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data));

describe.each(rows)('%s', (_, sids, use) => {
  test('makes a plain key let in who will use it', () => {
    const stack = testStack();
    const key = new kms.Key(stack, 'Key');
    use(stack, key);
    expect(sidsOf(key)).toEqual(sids);
  });

  test('says so by service and account alone, so that the key’s stack needs nothing of this one', () => {
    const app = testApp();
    const key = new kms.Key(testStack(app, 'Keys'), 'Key');
    use(testStack(app), key);
    for (const { Principal, Condition } of statements(key)) {
      expect(Principal.Service ?? Condition?.ArnLike?.['aws:PrincipalArn']).toBeDefined();
      expect(JSON.stringify(Condition)).toContain('{"Ref":"AWS::AccountId"}');
      expect(JSON.stringify(Condition)).not.toMatch(/GetAtt|"Ref":"(?!AWS::)/);
    }
  });

  test('adds nothing that a key allows already', () => {
    const stack = testStack();
    const key = new kms.Key(stack, 'Key');
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'Mine',
        principals: [
          ...['logs.eu-west-1', 'cloudwatch', 'sns', 'cloudfront'].map(
            (name) => new iam.ServicePrincipal(`${name}.amazonaws.com`),
          ),
          new iam.AnyPrincipal(),
        ],
        actions: ['kms:*'],
        resources: ['*'],
      }),
    );
    use(stack, key);
    expect(sidsOf(key)).toEqual(['Mine']);
  });

  test('names each statement that an imported key has to have', () => {
    const stack = testStack();
    const key = imported(stack);
    use(stack, key);
    expect(warningsOf(key).map((text) => /evenkeel:keyMustAdmit(\w+)/.exec(text)?.[1])).toEqual(
      sids,
    );
    for (const [index, text] of warningsOf(key).entries()) {
      const statement = JSON.parse(/add the statement (.*) where/.exec(text)?.[1] ?? '');
      expect(statement).toMatchObject({ Sid: sids[index], Effect: 'Allow', Resource: '*' });
      expect(text).toContain('<account>');
    }
  });
});

test('a statement that is narrower than what is needed does not count', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  for (const narrower of [
    { actions: ['kms:Decrypt'] },
    { actions: ['kms:*'], conditions: { StringEquals: { 'aws:SourceAccount': '444455556666' } } },
    { actions: ['kms:*'], effect: iam.Effect.DENY },
  ]) {
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        ...narrower,
        principals: [new iam.ServicePrincipal('logs.eu-west-1.amazonaws.com')],
        resources: ['*'],
      }),
    );
  }
  new WebFirewall(stack, 'Firewall', { encryptionKey: key });
  expect(sidsOf(key).at(-1)).toBe('LogGroups');
});

test('what two constructs need of a key is said once', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  new WebFirewall(stack, 'One', { encryptionKey: key });
  new WebFirewall(stack, 'Other', { encryptionKey: key });
  expect(sidsOf(key)).toEqual(['LogGroups']);
});

test('the key of a Region has been told of the services before', () => {
  const stack = testStack();
  const { key } = new RegionalKey(stack, 'Key');
  const before = statements(key);
  new WebFirewall(stack, 'Firewall', { encryptionKey: key });
  expect(statements(key)).toEqual(before);
});

test('an imported key is warned of once for each service, until it is acknowledged', () => {
  const stack = testStack();
  const key = imported(stack);
  new WebFirewall(stack, 'One', { encryptionKey: key });
  new WebFirewall(stack, 'Other', { encryptionKey: key });
  expect(warningsOf(key)).toHaveLength(1);
  Annotations.of(key).acknowledgeWarning('evenkeel:keyMustAdmitLogGroups', 'it does');
  new WebFirewall(stack, 'Third', { encryptionKey: key });
  expect(warningsOf(key)).toHaveLength(0);
});

test('services that send to an encrypted queue are let in by what connects them to it', () => {
  const stack = testStack();
  const { key } = new RegionalKey(stack, 'Key');
  const { queue } = new ResilientQueue(stack, 'Queue', {
    consumer: QueueConsumer.lambda({ timeout: Duration.seconds(10) }),
    encryptionKey: key,
  });
  new sns.Topic(stack, 'Topic').addSubscription(new SqsSubscription(queue));
  new s3.Bucket(stack, 'Bucket').addEventNotification(
    s3.EventType.OBJECT_CREATED,
    new SqsDestination(queue),
  );
  new events.Rule(stack, 'Rule', {
    schedule: events.Schedule.rate(Duration.hours(1)),
    targets: [new SqsQueue(queue)],
  });
  const services = statements(key).map(({ Principal }) => Principal.Service);
  for (const name of ['sns', 's3', 'events']) {
    expect(services).toContain(`${name}.amazonaws.com`);
  }
});
