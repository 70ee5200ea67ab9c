import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type App, Duration, Lazy, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { backlogPerWorker } from '../../../constructs/queue/backlog-metric.ts';
import { pollerScript } from '../../../constructs/queue/poller-script.ts';
import { QueueConsumer } from '../../../constructs/queue/queue-consumer.ts';
import { queuePoller } from '../../../constructs/queue/queue-poller.ts';
import { QueueWorkers, type QueueWorkersProps } from '../../../constructs/queue/queue-workers.ts';
import { ResilientQueue } from '../../../constructs/queue/resilient-queue.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { propertiesOf, testKey, testVpc, warningsOf } from '../service/support.ts';

const consumer = QueueConsumer.poller({ timeout: Duration.minutes(1) });

interface Statement {
  readonly Sid?: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** A queue and its workers, in one stack, with a peak that two workers carry. */
function build(props: Partial<QueueWorkersProps> = {}, stack = testStack()) {
  const encryptionKey = testKey(stack);
  const queue = props.queue ?? new ResilientQueue(stack, 'Orders', { consumer, encryptionKey });
  const workers = new QueueWorkers(stack, 'Workers', {
    queue,
    vpc: testVpc(stack),
    instanceType: new ec2.InstanceType('t4g.small'),
    encryptionKey,
    minimum: 3,
    maximum: 12,
    acceptableLatency: Duration.minutes(5),
    processingTime: Duration.seconds(2),
    workload: queuePoller({
      queueUrl: queue.queue.queueUrl,
      handlerTimeout: queue.consumer.handlerTimeout,
      handler: 'cat',
    }),
    ...props,
  });
  return { stack, queue, workers };
}

function statementsOf(stack: Stack): Statement[] {
  return propertiesOf(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
}

function statementOn(stack: Stack, action: string): Statement | undefined {
  return statementsOf(stack).find(({ Action }) => [Action].flat().includes(action));
}

describe('workers of a queue', () => {
  let stack: Stack;
  let template: Template;
  let workers: QueueWorkers;

  beforeAll(() => {
    ({ stack, workers } = build());
    template = Template.fromStack(stack);
  });

  test('scale on the backlog of their queue (SQS-8, ASG-7)', () => {
    const [policy] = propertiesOf(template, 'AWS::AutoScaling::ScalingPolicy').filter(
      ({ TargetTrackingConfiguration }) =>
        TargetTrackingConfiguration.CustomizedMetricSpecification,
    );
    const { TargetValue, CustomizedMetricSpecification } = policy.TargetTrackingConfiguration;
    // 5 minutes of messages that take 2 seconds each.
    expect(TargetValue).toBe(150);
    expect(workers.acceptableBacklog).toBe(150);
    const [visible, reported] = CustomizedMetricSpecification.Metrics;
    expect(visible.MetricStat.Metric).toEqual({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [
        {
          Name: 'QueueName',
          Value: { 'Fn::GetAtt': [expect.stringMatching(/^Orders(?!Dead)/), 'QueueName'] },
        },
      ],
    });
    expect(reported.MetricStat.Metric).toEqual({
      Namespace: 'AWS/AutoScaling',
      MetricName: 'GroupInServiceInstances',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: policy.AutoScalingGroupName }],
    });
  });

  test('are counted by a metric that their group reports', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MetricsCollection: [{ Granularity: '1Minute' }],
    });
  });

  test('an Availability Zone can be lost and workers are left, with nothing launched (ASG-1, ASG-2, ASG-3)', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '3',
      MaxSize: '12',
      VPCZoneIdentifier: [Match.anyValue(), Match.anyValue(), Match.anyValue()],
    });
    expect(workers.group.azLossFloor).toBe(2);
  });

  test('need no load balancer to tell which of them are healthy (ASG-4)', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      TargetGroupARNs: Match.absent(),
      HealthCheckType: 'EC2',
    });
  });

  test('leave the minimum in service while they are replaced (ASG-6)', () => {
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', {
      UpdatePolicy: {
        AutoScalingRollingUpdate: Match.objectLike({
          MinInstancesInService: 3,
          WaitOnResourceSignals: true,
        }),
      },
    });
  });

  test('can be replaced for a whole zone, and a deployment does not reset their number (ASG-8, ASG-13)', () => {
    expect(warningsOf(workers.group)).toEqual([]);
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      DesiredCapacity: Match.absent(),
    });
  });

  test('are launched from a template, follow a zonal shift and report their launches (ASG-9, ASG-12, ASG-14)', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      LaunchTemplate: Match.anyValue(),
      AvailabilityZoneImpairmentPolicy: Match.objectLike({ ZonalShiftEnabled: true }),
      NotificationConfigurations: Match.anyValue(),
    });
  });

  test('finish their message before they are terminated, and hold nobody up when they do not', () => {
    template.hasResourceProperties('AWS::AutoScaling::LifecycleHook', {
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      LifecycleHookName: 'finish-message',
      // A poll of 20 seconds, a message of a minute, and a minute to say so.
      HeartbeatTimeout: 140,
      DefaultResult: 'CONTINUE',
      NotificationTargetARN: Match.absent(),
    });
  });

  test('consume their own queue and no other', () => {
    const ofQueues = statementsOf(stack).filter(({ Action }) =>
      [Action].flat().some((action) => action.startsWith('sqs:')),
    );
    expect(ofQueues).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
          'sqs:ReceiveMessage',
        ],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Orders(?!Dead)/), 'Arn'] },
      },
    ]);
  });

  test('decrypt messages with the key of their queue', () => {
    expect(statementOn(stack, 'kms:Decrypt')?.Resource).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'],
    });
  });

  test('complete the lifecycle actions of their own group only', () => {
    const groups = Object.keys(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
    expect(
      JSON.stringify(statementOn(stack, 'autoscaling:CompleteLifecycleAction')?.Resource),
    ).toContain(`autoScalingGroupName/Test-${groups[0]}-*"`);
  });

  test('run a poller of their queue until there is something else to run', () => {
    const [{ LaunchTemplateData }] = propertiesOf(template, 'AWS::EC2::LaunchTemplate');
    const [, parts] = LaunchTemplateData.UserData['Fn::Base64']['Fn::Join'];
    const userData = parts.map((part: unknown) => (typeof part === 'string' ? part : '')).join('');
    expect(userData).toContain(pollerScript);
    expect(parts).toContainEqual({ Ref: expect.stringMatching(/^Orders(?!Dead)/) });
    // The limit of EC2, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html, with
    // room for what replaces the tokens.
    expect(Buffer.byteLength(JSON.stringify(parts))).toBeLessThan(12_000);
  });

  test('every compliance pack is clean, with two acknowledgements of their own', () => {
    expect(unacknowledged(workers)).toEqual([]);
    const ofPolicy = 'Test/Workers/Group/LifecyclePolicy/';
    expect(findings(workers).filter(({ path }) => path.startsWith(ofPolicy))).toEqual([
      {
        ruleId: 'AwsSolutions-IAM5[Resource::*]',
        path: `${ofPolicy}Resource`,
        reason: expect.stringContaining('no resource-level permissions'),
      },
      {
        ruleId: expect.stringContaining('autoScalingGroupName/'),
        path: `${ofPolicy}Resource`,
        reason: expect.stringContaining('exists before the group'),
      },
    ]);
  });
});

describe('the backlog per worker', () => {
  const queries = backlogPerWorker('orders', 'workers');

  test('is the whole backlog when there are no workers, and no division by zero', () => {
    expect(queries.at(-1)).toMatchObject({
      expression: 'IF(workers > 0, visible / workers, visible)',
      returnData: true,
    });
    expect(queries.filter(({ returnData }) => returnData)).toHaveLength(1);
  });

  test('is unknown, and scales nothing, when the queue is not seen', () => {
    const filled = queries.filter(({ expression }) => expression?.includes('FILL'));
    expect(filled).toEqual([
      { id: 'workers', expression: 'FILL(reported, REPEAT)', returnData: false },
    ]);
  });
});

describe('in two Regions', () => {
  /** A queue and workers in a Region, in two stacks as an architecture would have them. */
  function region(app: App, name: string, minimum: number) {
    const data = testStack(app, `Data-${name}`, name);
    const service = testStack(app, `Service-${name}`, name);
    const queue = new ResilientQueue(data, 'Orders', { consumer, encryptionKey: testKey(data) });
    return build({ queue, minimum }, service);
  }

  const app = testApp();
  const primary = region(app, 'eu-west-1', 3);
  const standby = region(app, 'eu-central-1', 0);

  test('standby workers exist at their capacity and consume nothing that the primary owns', () => {
    const template = Template.fromStack(standby.stack);
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '0',
      MaxSize: '12',
    });
    const text = JSON.stringify(template.toJSON());
    expect(text).toContain('Data-eu-central-1');
    expect(text).not.toContain('eu-west-1');
    expect(JSON.stringify(Template.fromStack(primary.stack).toJSON())).not.toContain(
      'eu-central-1',
    );
  });

  test('the workers of a Region read the queue, the metric and the key of their Region', () => {
    const data = { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'Data-eu-central-1' }) };
    const template = Template.fromStack(standby.stack);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage']), Resource: data }),
          Match.objectLike({ Action: 'kms:Decrypt', Resource: data }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: {
        CustomizedMetricSpecification: {
          Metrics: Match.arrayWith([
            Match.objectLike({
              MetricStat: Match.objectLike({
                Metric: Match.objectLike({ Dimensions: [{ Name: 'QueueName', Value: data }] }),
              }),
            }),
          ]),
        },
      },
    });
  });

  test('every compliance pack is clean', () => {
    const scopes = [primary, standby].map(({ workers }) => workers);
    expect(scopes.flatMap(unacknowledged)).toEqual([]);
  });
});

test('a group of a fixed size is left alone', () => {
  const { stack } = build({ minimum: 0, maximum: 0 });
  Template.fromStack(stack).resourceCountIs('AWS::AutoScaling::ScalingPolicy', 0);
});

test('another workload takes the place of the poller', () => {
  const { stack } = build({ workload: { commands: ['start-the-sample-service'] } });
  const [{ LaunchTemplateData }] = propertiesOf(
    Template.fromStack(stack),
    'AWS::EC2::LaunchTemplate',
  );
  const userData = JSON.stringify(LaunchTemplateData.UserData);
  expect(userData).toContain('start-the-sample-service');
  expect(userData).not.toContain('queue-poller');
});

test('a queue with a key of SQS needs no decryption', () => {
  const stack = testStack();
  const queue = new ResilientQueue(stack, 'Orders', { consumer });
  build({ queue }, stack);
  expect(
    statementsOf(stack).filter(({ Action }) => [Action].flat().includes('kms:Decrypt')),
  ).toEqual([]);
});

const token = Lazy.number({ produce: () => 60 });

test.each<[string, Partial<QueueWorkersProps>, string]>([
  [
    'a single worker',
    { minimum: 1 },
    "'minimum' must be at least 2, or 0 for a standby, got 1: no worker is left",
  ],
  [
    'a latency that one message exceeds',
    { acceptableLatency: Duration.seconds(1), processingTime: Duration.seconds(2) },
    "'acceptableLatency' must be at least 'processingTime' (2 seconds), got 1 second",
  ],
  [
    'an average that the handler may not take',
    { processingTime: Duration.seconds(61) },
    "'processingTime' must be more than 0 and at most the timeout of the queue's consumer (1 minute), got 1 minute 1 second",
  ],
  [
    'messages that take no time',
    { processingTime: Duration.seconds(0) },
    "'processingTime' must be more than 0 and at most the timeout of the queue's consumer (1 minute), got 0",
  ],
  [
    'a time that is not known yet',
    { acceptableLatency: Duration.seconds(token) },
    "'acceptableLatency' and 'processingTime' must be known at synthesis, since the backlog per worker is computed from them; got a token",
  ],
])('fails on %s', (_, props, message) => {
  expect(() => build(props)).toThrow(message);
});

test('fails on a message that takes longer than a lifecycle hook waits', () => {
  const stack = testStack();
  const slow = QueueConsumer.poller({ timeout: Duration.hours(2) });
  const queue = new ResilientQueue(stack, 'Orders', { consumer: slow });
  expect(() => build({ queue }, stack)).toThrow(
    "'queue' must have a consumer whose timeout fits the 2 hours of a lifecycle hook with the poll before it, got 2 hours",
  );
});

test('fails with every mistake at once', () => {
  const mistakes = { minimum: 1, maximum: 0, processingTime: Duration.minutes(6) };
  expect(() => build(mistakes)).toThrow(
    /^Test\/Workers:\n {2}- 'minimum'.*\n {2}- 'acceptableLatency'.*\n {2}- 'processingTime'.*\n {2}- 'maximum' must be at least 'minimum'.*$/,
  );
});
