import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Lazy, RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { QueueConsumer } from '../../../constructs/queue/queue-consumer.ts';
import { QueueType } from '../../../constructs/queue/queue-type.ts';
import {
  ResilientQueue,
  type ResilientQueueProps,
} from '../../../constructs/queue/resilient-queue.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { propertiesOf, warningsOf } from '../service/support.ts';

const lambda = QueueConsumer.lambda({ timeout: Duration.seconds(30) });
const poller = QueueConsumer.poller({ timeout: Duration.minutes(1) });

function build(props: Partial<ResilientQueueProps> = {}, stack = testStack()) {
  const orders = new ResilientQueue(stack, 'Orders', { consumer: lambda, ...props });
  return { stack, orders };
}

interface QueueProperties {
  readonly QueueName?: string;
  readonly MessageRetentionPeriod?: number;
  readonly ReceiveMessageWaitTimeSeconds?: number;
  readonly RedriveAllowPolicy?: unknown;
  readonly RedrivePolicy?: unknown;
  readonly VisibilityTimeout?: number;
}

/** The properties of the queues that dead letters leave, and of those that they go to. */
function queuesOf(stack: Stack): { source: QueueProperties; deadLetters: QueueProperties } {
  const queues: QueueProperties[] = propertiesOf(Template.fromStack(stack), 'AWS::SQS::Queue');
  const [source = {}] = queues.filter(({ RedrivePolicy }) => RedrivePolicy);
  const [deadLetters = {}] = queues.filter(({ RedriveAllowPolicy }) => RedriveAllowPolicy);
  return { source, deadLetters };
}

describe('with its defaults', () => {
  let stack: Stack;
  let orders: ResilientQueue;
  let template: Template;
  let source: QueueProperties;
  let deadLetters: QueueProperties;

  beforeAll(() => {
    ({ stack, orders } = build());
    template = Template.fromStack(stack);
    ({ source, deadLetters } = queuesOf(stack));
  });

  test('a message that cannot be handled goes to a dead-letter queue (SQS-1)', () => {
    template.resourceCountIs('AWS::SQS::Queue', 2);
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetterQueue'), 'Arn'] },
      },
    });
    expect(deadLetters.RedrivePolicy).toBeUndefined();
  });

  test('a healthy message is not condemned by throttling or a lost instance (SQS-2)', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }),
    });
    expect(warningsOf(orders)).toEqual([]);
  });

  test('a dead letter is kept for longer than it would have been in its queue (SQS-3)', () => {
    expect(source.MessageRetentionPeriod).toBe(4 * 86_400);
    expect(deadLetters.MessageRetentionPeriod).toBe(14 * 86_400);
  });

  test('a message stays hidden for six times the timeout of the function that handles it (SQS-4)', () => {
    expect(source.VisibilityTimeout).toBe(6 * 30);
  });

  test('the dead-letter queue accepts messages from its own queue only', () => {
    expect(deadLetters.RedriveAllowPolicy).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [
        {
          'Fn::Join': [
            '',
            ['arn:aws:sqs:eu-west-1:', { Ref: 'AWS::AccountId' }, `:${source.QueueName}`],
          ],
        },
      ],
    });
  });

  test('both queues refuse requests without TLS', () => {
    template.resourceCountIs('AWS::SQS::QueuePolicy', 2);
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: 'sqs:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            Effect: 'Deny',
            Principal: { AWS: '*' },
          }),
        ],
      },
    });
  });

  test('both queues are encrypted with a key that SQS owns', () => {
    template.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      KmsMasterKeyId: Match.absent(),
    });
  });

  test('consumers poll for as long as SQS allows', () => {
    expect(source.ReceiveMessageWaitTimeSeconds).toBe(20);
  });

  test('messages outlive the stack, and a failed first deployment leaves nothing behind', () => {
    template.allResources('AWS::SQS::Queue', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('it is a standard queue', () => {
    template.allResourcesProperties('AWS::SQS::Queue', { FifoQueue: Match.absent() });
  });

  test('there is no alarm that would tell nobody', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('every compliance pack is clean, and nothing is acknowledged', () => {
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack)).toEqual([]);
  });
});

describe('with a topic', () => {
  let stack: Stack;
  let template: Template;

  beforeAll(() => {
    stack = testStack();
    const alarmTopic = sns.Topic.fromTopicArn(
      stack,
      'Topic',
      'arn:aws:sns:eu-west-1:111122223333:a',
    );
    build({ alarmTopic }, stack);
    template = Template.fromStack(stack);
  });

  const told = ['arn:aws:sns:eu-west-1:111122223333:a'];

  test('a dead letter is told to somebody at once (SQS-5)', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [
        {
          Name: 'QueueName',
          Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetterQueue'), 'QueueName'] },
        },
      ],
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      EvaluationPeriods: 1,
      Period: 60,
      AlarmActions: told,
      OKActions: told,
    });
  });

  test('a message that is older than its retries is told to somebody (SQS-6)', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [
        {
          Name: 'QueueName',
          Value: {
            'Fn::GetAtt': [Match.not(Match.stringLikeRegexp('DeadLetterQueue')), 'QueueName'],
          },
        },
      ],
      Threshold: 5 * 180,
      AlarmActions: told,
      OKActions: told,
    });
  });

  test('the silence of an idle queue neither raises nor clears an alarm', () => {
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { TreatMissingData: 'ignore' });
  });

  test('every compliance pack is clean, and nothing is acknowledged', () => {
    expect(findings(stack)).toEqual([]);
  });
});

describe('each prop', () => {
  test('a poller has its message hidden for twice its timeout', () => {
    const { stack } = build({ consumer: poller });
    expect(queuesOf(stack).source.VisibilityTimeout).toBe(120);
  });

  test('a batching window is added to the visibility timeout', () => {
    const consumer = QueueConsumer.lambda({
      timeout: Duration.seconds(10),
      batchingWindow: Duration.seconds(40),
    });
    expect(queuesOf(build({ consumer }).stack).source.VisibilityTimeout).toBe(100);
  });

  test('a FIFO queue keeps order per group, deduplicates by content, and so does its dead-letter queue', () => {
    const { stack } = build({ type: QueueType.fifo() });
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    expect(queuesOf(stack).source.QueueName).toMatch(/^[\w-]{1,75}\.fifo$/);
    expect(findings(stack)).toEqual([]);
  });

  test('a customer key encrypts both queues', () => {
    const stack = testStack();
    build({ encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }) }, stack);
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::SQS::Queue', {
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
    });
    expect(findings(stack)).toEqual([]);
  });

  test('maxReceiveCount, retentionPeriod and removalPolicy are passed on', () => {
    const { stack } = build({
      maxReceiveCount: 9,
      retentionPeriod: Duration.days(2),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { source, deadLetters } = queuesOf(stack);
    expect(source).toMatchObject({
      MessageRetentionPeriod: 2 * 86_400,
      RedrivePolicy: { maxReceiveCount: 9 },
    });
    expect(deadLetters.MessageRetentionPeriod).toBe(14 * 86_400);
    Template.fromStack(stack).allResources('AWS::SQS::Queue', { DeletionPolicy: 'Delete' });
  });

  test('the queues, the consumer and the alarms are at hand', () => {
    const { orders, stack } = build();
    expect(stack.resolve(orders.queue.queueUrl)).toEqual({ Ref: expect.any(String) });
    expect(orders.deadLetterQueue.queueArn).not.toBe(orders.queue.queueArn);
    expect(orders.consumer).toBe(lambda);
    expect(orders.alarms).toEqual([]);
    expect(orders.node.defaultChild).toBe(orders.queue);
  });
});

test('two queues, stacks or Regions never share a name', () => {
  const app = testApp();
  const stacks = [testStack(app, 'One'), testStack(app, 'Two', 'eu-central-1')];
  for (const stack of stacks) {
    new ResilientQueue(stack, 'Orders', { consumer: lambda });
    new ResilientQueue(stack, 'Returns', { consumer: lambda });
  }
  const names = stacks
    .flatMap((stack) => propertiesOf(Template.fromStack(stack), 'AWS::SQS::Queue'))
    .map(({ QueueName }) => QueueName)
    .filter((name) => name !== undefined);
  expect(names).toHaveLength(4);
  expect(new Set(names).size).toBe(4);
});

test.each([
  ['a function', lambda, 4],
  ['a poller', poller, 2],
])('warns when %s has too few receives', (_, consumer, maxReceiveCount) => {
  expect(warningsOf(build({ consumer, maxReceiveCount }).orders)).toEqual([
    expect.stringMatching(
      `maxReceiveCount is ${maxReceiveCount}, below the ${maxReceiveCount + 1}.*evenkeel:lowMaxReceiveCount`,
    ),
  ]);
  const enough = build({ consumer, maxReceiveCount: maxReceiveCount + 1 });
  expect(warningsOf(enough.orders)).toEqual([]);
});

test.each<[string, Partial<ResilientQueueProps>, string]>([
  [
    'a handler that needs to hide messages for longer than SQS can',
    { consumer: QueueConsumer.poller({ timeout: Duration.hours(7) }) },
    "'consumer' must need a visibility timeout of at most 12 hours, needs 14 hours for a handler of 7 hours",
  ],
  [
    'no receive',
    { maxReceiveCount: 0 },
    "'maxReceiveCount' must be an integer from 1 to 1000, known at synthesis; got 0",
  ],
  [
    'more receives than SQS counts',
    { maxReceiveCount: 1001 },
    "'maxReceiveCount' must be an integer from 1 to 1000, known at synthesis; got 1001",
  ],
  [
    'half a receive',
    { maxReceiveCount: 5.5 },
    "'maxReceiveCount' must be an integer from 1 to 1000, known at synthesis; got 5.5",
  ],
  [
    'a retention period as long as that of dead letters',
    { retentionPeriod: Duration.days(14) },
    "'retentionPeriod' must be at least 1 minute and less than the 14 days of the dead-letter queue, known at synthesis; got 14 days",
  ],
  [
    'a retention period that SQS does not know',
    { retentionPeriod: Duration.seconds(59) },
    "'retentionPeriod' must be at least 1 minute and less than the 14 days of the dead-letter queue, known at synthesis; got 59 seconds",
  ],
  [
    'a number of receives that is not known yet',
    { maxReceiveCount: Lazy.number({ produce: () => 5 }) },
    "'maxReceiveCount' must be an integer from 1 to 1000, known at synthesis; got a token",
  ],
  [
    'a retention period that is not known yet',
    { retentionPeriod: Duration.seconds(Lazy.number({ produce: () => 60 })) },
    'known at synthesis; got a token',
  ],
  [
    'a message that expires before it can become a dead letter',
    { retentionPeriod: Duration.minutes(15) },
    "'retentionPeriod' must be longer than a message takes to reach the dead-letter queue, which is 15 minutes (maxReceiveCount x visibility timeout); got 15 minutes",
  ],
])('fails on %s', (_, props, message) => {
  expect(() => build(props)).toThrow(message);
});

test('fails with every mistake at once', () => {
  const mistakes = { maxReceiveCount: 0, retentionPeriod: Duration.days(15) };
  expect(() => build(mistakes)).toThrow(/^Test\/Orders:\n {2}- .*\n {2}- .*$/);
});

test.each<[string, () => QueueConsumer, string]>([
  [
    'a handler that may take no time',
    () => QueueConsumer.poller({ timeout: Duration.seconds(0) }),
    "'timeout' must be at least 1 second, got 0",
  ],
  [
    'a timeout that is not known yet',
    () => QueueConsumer.lambda({ timeout: Duration.seconds(Lazy.number({ produce: () => 30 })) }),
    "'timeout' must be known at synthesis, since the visibility timeout is computed from it; got a token",
  ],
  [
    'a batching window that is not known yet',
    () =>
      QueueConsumer.lambda({
        timeout: Duration.seconds(30),
        batchingWindow: Duration.seconds(Lazy.number({ produce: () => 30 })),
      }),
    "'batchingWindow' must be known at synthesis",
  ],
])('a consumer fails on %s', (_, consumer, message) => {
  expect(consumer).toThrow(message);
});

test('part of a second of handling hides a message for a whole one', () => {
  const consumer = QueueConsumer.poller({ timeout: Duration.millis(1500) });
  expect(consumer.visibilityTimeout.toSeconds()).toBe(4);
});
