import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration, Lazy, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { alarmSeconds, type DeploymentGate } from '../../../constructs/service/deployment-gate.ts';
import {
  MultiAzAutoScalingGroup,
  type MultiAzAutoScalingGroupProps,
} from '../../../constructs/service/index.ts';
import { testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';
import { propertiesOf, testKey, testVpc, workload } from './support.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const { TreatMissingData } = cloudwatch;

function define(props: Partial<MultiAzAutoScalingGroupProps> = {}, azCount = 3) {
  const stack = testStack();
  const group = new MultiAzAutoScalingGroup(stack, 'Group', {
    vpc: testVpc(stack, azCount),
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 6,
    maximum: 12,
    workload,
    encryptionKey: testKey(stack),
    ...props,
  });
  return { stack, group };
}

/** An alarm that takes `minutes` to see a fault. */
function alarm(
  stack: Stack,
  id = 'Faults',
  { minutes = 5, treatMissingData = TreatMissingData.NOT_BREACHING } = {},
) {
  return new cloudwatch.Alarm(stack, id, {
    metric: new cloudwatch.Metric({
      namespace: 'Test',
      metricName: id,
      period: Duration.minutes(1),
    }),
    threshold: 0,
    evaluationPeriods: minutes,
    treatMissingData,
  });
}

function refreshOf(stack: Stack) {
  const [group] = Object.values(Template.fromStack(stack).findResources(GROUP));
  return group?.UpdatePolicy.AutoScalingInstanceRefresh;
}

describe('a gated deployment', () => {
  let stack: Stack;
  let template: Template;
  beforeAll(() => {
    const { group, ...rest } = define();
    stack = rest.stack;
    group.gateDeployments({ alarms: [alarm(stack), alarm(stack, 'Latency')] });
    template = Template.fromStack(stack);
  });

  test('is an instance refresh, and no rolling update, which CloudFormation would reject beside it', () => {
    template.hasResource(GROUP, {
      UpdatePolicy: {
        AutoScalingRollingUpdate: Match.absent(),
        AutoScalingInstanceRefresh: Match.objectLike({ Strategy: 'Rolling' }),
        AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
      },
    });
  });

  test('launches before it terminates, at most one zone’s worth more', () => {
    expect(refreshOf(stack).Preferences).toMatchObject({
      MinHealthyPercentage: 100,
      MaxHealthyPercentage: 134,
    });
  });

  test('begins with one instance, waits, and waits again when all are new', () => {
    expect(refreshOf(stack).Preferences).toMatchObject({
      CheckpointPercentages: [1, 100],
      CheckpointDelay: 600,
      BakeTime: 600,
    });
  });

  test('fails by alarms that exist before the group is updated', () => {
    const [first, second] = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    expect(refreshOf(stack).Preferences.AlarmSpecification.Alarms).toEqual([
      { Ref: first },
      { Ref: second },
    ]);
    template.hasResource(GROUP, { DependsOn: Match.arrayWith([first, second]) });
  });

  test('is rolled back without touching instances that have not been replaced', () => {
    expect(refreshOf(stack).Preferences.SkipMatching).toBe(true);
  });

  test('waits for instances that say that they have started, and drops those that do not', () => {
    template.hasResource('AWS::AutoScaling::LifecycleHook', {
      Properties: {
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        LifecycleHookName: 'start',
        // The whole start-up time, and three minutes to boot and to tell.
        HeartbeatTimeout: 480,
        DefaultResult: 'ABANDON',
      },
    });
    // Otherwise the first instances would ask in vain, for a minute each.
    template.hasResource(GROUP, {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^GroupLifecyclePolicy')]),
    });
    const [{ LaunchTemplateData }] = propertiesOf(template, 'AWS::EC2::LaunchTemplate');
    const script = JSON.stringify(LaunchTemplateData.UserData);
    expect(script).toContain('--lifecycle-hook-name start ');
  });

  test('lets instances complete the hooks of their own group only', () => {
    const [group] = Object.keys(template.findResources(GROUP));
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'autoscaling:CompleteLifecycleAction',
            Resource: {
              'Fn::Join': [
                '',
                [
                  Match.stringLikeRegexp('autoscaling:eu-west-1:'),
                  { Ref: 'AWS::AccountId' },
                  `:autoScalingGroup:*:autoScalingGroupName/Test-${group}-*`,
                ],
              ],
            },
          },
        ]),
      },
    });
  });

  test('still waits for signals where there is no old instance: at the creation', () => {
    template.hasResource(GROUP, { CreationPolicy: { ResourceSignal: { Count: 6 } } });
  });

  test('is clean under every compliance pack', () => {
    expect(unacknowledged(stack).filter((line) => line.includes('Test/Group/'))).toEqual([]);
  });
});

test('a gate changes how instances are replaced and not what they are, so it can be taken away again', () => {
  const [without, gated] = [define(), define()];
  gated.group.gateDeployments({ alarms: [alarm(gated.stack)] });
  const [before, after] = [without, gated].map(({ stack }) => Template.fromStack(stack));
  for (const type of ['EC2::LaunchTemplate', 'AutoScaling::LifecycleHook', 'IAM::ManagedPolicy']) {
    const [plain, watched] = [before, after].map((template) =>
      Object.entries(template?.findResources(`AWS::${type}`) ?? {}).map(([id, resource]) => [
        id,
        resource.Properties,
      ]),
    );
    expect(plain).not.toEqual([]);
    expect(watched).toEqual(plain);
  }
  before?.hasResource(GROUP, {
    UpdatePolicy: { AutoScalingInstanceRefresh: Match.absent() },
  });
});

test('the waits are those that are asked for', () => {
  const { stack, group } = define();
  group.gateDeployments({
    alarms: [alarm(stack)],
    checkpointDelay: Duration.minutes(5),
    bakeTime: Duration.hours(2),
  });
  expect(refreshOf(stack).Preferences).toMatchObject({ CheckpointDelay: 300, BakeTime: 7200 });
});

test('half as many instances more in two zones', () => {
  const { stack, group } = define({}, 2);
  group.gateDeployments({ alarms: [alarm(stack)] });
  expect(refreshOf(stack).Preferences.MaxHealthyPercentage).toBe(150);
});

test('a group that stands at 0 is gated as well, for when it has been scaled out', () => {
  const { stack, group } = define({ minimum: 0 });
  group.gateDeployments({ alarms: [alarm(stack)] });
  expect(refreshOf(stack).Preferences.AlarmSpecification.Alarms).toHaveLength(1);
});

describe('how long an alarm takes', () => {
  const stack = testStack();

  test('one on a metric: its periods', () => {
    expect(alarmSeconds(alarm(stack, 'Metric', { minutes: 7 }))).toBe(420);
  });

  test('one on metric math: the longest period, as often as it is evaluated', () => {
    const long = new cloudwatch.Metric({ namespace: 'Test', metricName: 'Long' });
    const onMath = new cloudwatch.Alarm(stack, 'Math', {
      metric: new cloudwatch.MathExpression({
        expression: 'a * 2',
        period: Duration.minutes(5),
        usingMetrics: { a: long },
      }),
      threshold: 0,
      evaluationPeriods: 2,
    });
    expect(alarmSeconds(onMath)).toBe(600);
  });
});

describe('is refused with', () => {
  const token = Duration.seconds(Lazy.number({ produce: () => 1 }));
  test.each<[string, (stack: Stack) => DeploymentGate, string]>([
    [
      'no alarm',
      () => ({ alarms: [] }),
      `'alarms' must be 1 to 10, the limit of an instance refresh, got 0: without one nothing is watched; merge what is too many into metric math`,
    ],
    [
      'more alarms than AWS takes',
      (stack) => ({ alarms: Array.from({ length: 11 }, (_, n) => alarm(stack, `Alarm${n}`)) }),
      `'alarms' must be 1 to 10, the limit of an instance refresh, got 11: without one nothing is watched; merge what is too many into metric math`,
    ],
    [
      'an alarm that has insufficient data in silence',
      (stack) => ({
        alarms: [alarm(stack, 'Quiet', { treatMissingData: TreatMissingData.IGNORE })],
      }),
      `'alarms' must treat missing data as notBreaching or breaching, got Test/Quiet: no deployment starts while an alarm has insufficient data`,
    ],
    [
      'a checkpoint that is over before an alarm could go off',
      (stack) => ({ alarms: [alarm(stack)], checkpointDelay: Duration.minutes(4) }),
      `'checkpointDelay' must be known at synthesis and at least the 300 seconds that the slowest of 'alarms' takes, got 240 seconds: wait longer, or shorten the alarm`,
    ],
    [
      'a bake time that is over before the slower of two alarms could go off',
      (stack) => ({
        alarms: [alarm(stack), alarm(stack, 'Slow', { minutes: 15 })],
        checkpointDelay: Duration.minutes(15),
        bakeTime: Duration.minutes(10),
      }),
      `'bakeTime' must be known at synthesis and at least the 900 seconds that the slowest of 'alarms' takes, got 600 seconds: wait longer, or shorten the alarm`,
    ],
    [
      'an alarm that is slower than the default of a wait',
      (stack) => ({
        alarms: [alarm(stack, 'Slow', { minutes: 11 })],
        bakeTime: Duration.minutes(11),
      }),
      `'checkpointDelay' must be known at synthesis and at least the 660 seconds that the slowest of 'alarms' takes, got 600 seconds: wait longer, or shorten the alarm`,
    ],
    [
      'a token for a wait',
      (stack) => ({ alarms: [alarm(stack)], bakeTime: token }),
      `'bakeTime' must be known at synthesis and at least the 300 seconds that the slowest of 'alarms' takes, got a token: wait longer, or shorten the alarm`,
    ],
    [
      'waits that leave no time to replace instances',
      (stack) => ({
        alarms: [alarm(stack)],
        checkpointDelay: Duration.hours(12),
        bakeTime: Duration.hours(13),
      }),
      `'checkpointDelay' and 'bakeTime' must be at most 24 hours together, got 43200 seconds and 46800 seconds: CloudFormation gives up after 36 hours, and instances have to be replaced in between`,
    ],
  ])('%s', (_, gateOf, message) => {
    const { stack, group } = define();
    expect(() => group.gateDeployments(gateOf(stack))).toThrow(`Test/Group:\n  - ${message}`);
  });

  test('every mistake at once', () => {
    const { group } = define();
    expect(() =>
      group.gateDeployments({ alarms: [], checkpointDelay: token, bakeTime: token }),
    ).toThrow(/'alarms'.*\n.*'checkpointDelay'.*\n.*'bakeTime'/);
  });
});
