import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  DeploymentAlarms,
  type IQueueWithDeadLetters,
  QueueAlarms,
  QueueConsumer,
  QueueWorkers,
} from '../../../index.ts';
import { testStack } from '../../support/app.ts';
import { testKey, testVpc, warningsOf } from '../service/support.ts';
import { plainAlerts } from './support.ts';

function plainQueue(stack: Stack, props: Partial<sqs.QueueProps> = {}): IQueueWithDeadLetters {
  const deadLetterQueue = new sqs.Queue(stack, 'DeadLetters');
  const queue = new sqs.Queue(stack, 'Orders', {
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 },
    ...props,
  });
  return { queue, deadLetterQueue };
}

describe('alarms on a queue that somebody has', () => {
  const templateOf = (queueIn: (stack: Stack) => IQueueWithDeadLetters, lateAfter?: Duration) => {
    const stack = testStack();
    new QueueAlarms(stack, 'Alarms', {
      alerts: plainAlerts(stack),
      queue: queueIn(stack),
      ...(lateAfter && { lateAfter }),
    });
    return Template.fromStack(stack);
  };
  const lateness = (template: Template) =>
    Object.values(
      template.findResources('AWS::CloudWatch::Alarm', {
        Properties: { MetricName: 'ApproximateAgeOfOldestMessage' },
      }),
    ).map(({ Properties }) => Properties.Threshold);

  test('open tickets for dead letters, of the dead-letter queue', () => {
    templateOf(plainQueue).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [
        {
          Name: 'QueueName',
          Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DeadLetters'), 'QueueName'] },
        },
      ],
      TreatMissingData: 'ignore',
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Ticket') }],
    });
  });

  test.each<[string, Partial<sqs.QueueProps>, number]>([
    ['ten minutes, in which scaling answers a burst', {}, 600],
    ['all its receives', { visibilityTimeout: Duration.minutes(10) }, 3000],
    [
      'half of its retention',
      { visibilityTimeout: Duration.hours(1), retentionPeriod: Duration.hours(2) },
      3600,
    ],
  ])('take a message for late after %s', (_, props, seconds) => {
    expect(lateness(templateOf((stack) => plainQueue(stack, props)))).toEqual([seconds]);
  });

  test('take it for late when they are told', () => {
    expect(lateness(templateOf(plainQueue, Duration.minutes(2)))).toEqual([120]);
  });

  test('take an imported one for late after ten minutes', () => {
    const imported = (stack: Stack, name: string) =>
      sqs.Queue.fromQueueArn(stack, name, `arn:aws:sqs:eu-west-1:111122223333:${name}`);
    const template = templateOf((stack) => ({
      queue: imported(stack, 'orders'),
      deadLetterQueue: imported(stack, 'dead'),
    }));
    expect(lateness(template)).toEqual([600]);
  });
});

test('deployments of what consumes a queue that somebody has are watched', () => {
  const stack = testStack();
  const { alarms } = new DeploymentAlarms(stack, 'Deployment', {
    alerts: plainAlerts(stack),
    queue: plainQueue(stack),
  });
  expect(alarms.map(({ node }) => node.id)).toEqual(
    expect.arrayContaining(['FailedMessages', 'NewDeadLetters']),
  );
});

describe('workers on a queue that somebody has', () => {
  const consumer = QueueConsumer.poller({ timeout: Duration.seconds(30) });
  const workersOn = (stack: Stack, queue: sqs.IQueue) =>
    new QueueWorkers(stack, 'Workers', {
      vpc: testVpc(stack),
      encryptionKey: testKey(stack),
      instanceType: new ec2.InstanceType('m7g.large'),
      minimum: 3,
      maximum: 6,
      queue: { queue, consumer },
      acceptableLatency: Duration.minutes(5),
      processingTime: Duration.seconds(1),
      workload: { commands: ['systemctl start the-workers'] },
    });

  test('may consume it, and scale on its backlog', () => {
    const stack = testStack();
    const { queue } = plainQueue(stack, { visibilityTimeout: Duration.minutes(1) });
    workersOn(stack, queue);
    expect(warningsOf(queue)).toEqual([]);
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(template).toContain('"sqs:ReceiveMessage"');
    expect(template).toContain('ApproximateNumberOfMessagesVisible');
  });

  test('say when it gives a message away before it can be handled', () => {
    const stack = testStack();
    const { queue } = plainQueue(stack);
    workersOn(stack, queue);
    expect(warningsOf(queue)).toEqual([
      expect.stringContaining('the visibility timeout of the queue is 30 seconds, below the 60'),
    ]);
  });

  test('say when that cannot be seen', () => {
    const stack = testStack();
    const queue = sqs.Queue.fromQueueArn(stack, 'Orders', 'arn:aws:sqs:eu-west-1:111122223333:o');
    workersOn(stack, queue);
    expect(warningsOf(queue)).toEqual([
      expect.stringContaining('evenkeel:visibilityTimeoutUnknown'),
    ]);
  });
});
