import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { App, Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  blockedWindows,
  ZonalAutoshift,
  type ZonalAutoshiftProps,
} from '../../../constructs/recovery/index.ts';
import { testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';
import { warningsOf } from '../service/support.ts';
import { alarm, group } from './support.ts';

function shift(props: (stack: Stack) => Partial<ZonalAutoshiftProps> = () => ({})) {
  const stack = testStack();
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const autoshift = new ZonalAutoshift(stack, 'Autoshift', {
    loadBalancer: new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc }),
    outcomeAlarm: alarm(stack, 'UsersHurt'),
    ...props(stack),
  });
  return { stack, autoshift };
}

/** Whether ARC may start a practice run at that time of that day. */
function mayStart(windows: readonly string[], day: string, time: string): boolean {
  return !windows.some((window) => {
    const [from = '', to = ''] = window.split('-');
    return from.startsWith(day) && time >= from.slice(4) && time < to.slice(4);
  });
}

describe('a load balancer and two groups', () => {
  let template: Template;
  let stack: Stack;
  let autoshift: ZonalAutoshift;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
  let configurations: any[];

  beforeAll(() => {
    ({ stack, autoshift } = shift((scope) => ({
      groups: [group(scope, 'Web'), group(scope, 'Workers')],
      blockingAlarm: alarm(scope, 'Incident'),
      blockedDates: ['2027-11-26'],
    })));
    template = Template.fromStack(stack);
    configurations = Object.values(
      template.findResources('AWS::ARCZonalShift::ZonalAutoshiftConfiguration'),
    ).map(({ Properties }) => Properties);
  });

  test('AWS may move each of them out of an impaired zone', () => {
    expect(configurations.map(({ ZonalAutoshiftStatus }) => ZonalAutoshiftStatus)).toEqual([
      'ENABLED',
      'ENABLED',
      'ENABLED',
    ]);
    expect(autoshift.configurations).toHaveLength(3);
    const [balancer, ...groups] = configurations.map(({ ResourceIdentifier: id }) => id);
    expect(balancer.Ref).toMatch(/^LoadBalancer/);
    expect(groups.map((id) => id['Fn::GetAtt'][1])).toEqual([
      'AutoScalingGroupARN',
      'AutoScalingGroupARN',
    ]);
  });

  test('a practice run ends when users are hurt, and none starts at the wrong time', () => {
    for (const { PracticeRunConfiguration: practice } of configurations) {
      expect(practice.OutcomeAlarms).toEqual([
        {
          Type: 'CLOUDWATCH',
          AlarmIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^UsersHurt/), 'Arn'] },
        },
      ]);
      expect(practice.BlockingAlarms).toEqual([
        {
          Type: 'CLOUDWATCH',
          AlarmIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^Incident/), 'Arn'] },
        },
      ]);
      expect(practice.BlockedDates).toEqual(['2027-11-26']);
      expect(practice.BlockedWindows).toHaveLength(12);
    }
  });

  test('causes no findings', () => {
    const own = findings(stack).filter(({ path }) => path.includes('/Autoshift/'));
    expect(own).toEqual([]);
  });
});

describe('what is given', () => {
  const attributesOf = (stack: Stack) =>
    Object.values(
      Template.fromStack(stack).findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'),
    )[0]?.Properties.LoadBalancerAttributes;

  test('takes part in zonal shift, as neither does by itself', () => {
    const { stack } = shift((scope) => ({ groups: [group(scope, 'Web')] }));
    expect(attributesOf(stack)).toContainEqual({
      Key: 'zonal_shift.config.enabled',
      Value: 'true',
    });
    Template.fromStack(stack).hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      AvailabilityZoneImpairmentPolicy: {
        ZonalShiftEnabled: true,
        ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
      },
    });
  });

  test('keeps the attributes that its owner sets afterwards', () => {
    const { stack } = shift();
    const balancer = stack.node.findChild('LoadBalancer') as elbv2.ApplicationLoadBalancer;
    balancer.setAttribute('idle_timeout.timeout_seconds', '30');
    const keys = attributesOf(stack).map(({ Key }: { Key: string }) => Key);
    expect(keys).toContain('zonal_shift.config.enabled');
    expect(keys).toContain('idle_timeout.timeout_seconds');
  });

  test('may be L1s', () => {
    const stack = testStack();
    const { configurations } = new ZonalAutoshift(stack, 'Autoshift', {
      loadBalancer: new elbv2.CfnLoadBalancer(stack, 'Plain', { subnets: ['subnet-1'] }),
      groups: [new autoscaling.CfnAutoScalingGroup(stack, 'Group', { minSize: '2', maxSize: '4' })],
      outcomeAlarm: new cloudwatch.CfnAlarm(stack, 'UsersHurt', {
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 1,
      }),
    });
    expect(configurations).toHaveLength(2);
    expect(attributesOf(stack)).toEqual([{ Key: 'zonal_shift.config.enabled', Value: 'true' }]);
  });

  test('is warned of where it is imported', () => {
    const { stack } = shift((scope) => ({
      loadBalancer: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(
        scope,
        'Imported',
        {
          loadBalancerArn:
            'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1',
          securityGroupId: 'sg-1',
        },
      ),
    }));
    expect(warningsOf(stack.node.findChild('Imported')).join()).toContain(
      'an imported load balancer does not say whether zonal shift is enabled',
    );
  });
});

test('by default no alarm and no date blocks a run', () => {
  const { stack } = shift();
  const [configuration] = Object.values(
    Template.fromStack(stack).findResources('AWS::ARCZonalShift::ZonalAutoshiftConfiguration'),
  );
  const practice = configuration?.Properties.PracticeRunConfiguration;
  expect(Object.keys(practice).sort()).toEqual(['BlockedWindows', 'OutcomeAlarms']);
});

describe('practice hours', () => {
  const weekdays = blockedWindows({ days: ['Mon', 'Fri'], fromHour: 8, toHour: 15 });

  test('are those in which nothing is blocked', () => {
    expect(mayStart(weekdays, 'Mon', '08:00')).toBe(true);
    expect(mayStart(weekdays, 'Mon', '14:59')).toBe(true);
    expect(mayStart(weekdays, 'Mon', '07:59')).toBe(false);
    expect(mayStart(weekdays, 'Mon', '15:00')).toBe(false);
    expect(mayStart(weekdays, 'Fri', '10:00')).toBe(true);
    expect(mayStart(weekdays, 'Tue', '10:00')).toBe(false);
  });

  test('may begin at midnight, for which there is nothing to block', () => {
    const early = blockedWindows({ days: ['Sun'], fromHour: 0, toHour: 4 });
    expect(early.filter((window) => window.startsWith('Sun'))).toEqual(['Sun:04:00-Sun:23:59']);
  });

  test('never need more windows than ARC takes, each within a day', () => {
    const windows = blockedWindows({
      days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      fromHour: 1,
      toHour: 23,
    });
    expect(windows).toHaveLength(14);
    for (const window of windows) {
      expect(window).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun):\d\d:\d\d-\1:\d\d:\d\d$/);
    }
  });
});

describe('fails', () => {
  const days = ['Mon'] as const;
  const cases: [string, (stack: Stack) => Partial<ZonalAutoshiftProps>][] = [
    [
      "'practiceHours' must go from a whole hour (0 to 22) to a later one (up to 23), got 22 to 6",
      () => ({ practiceHours: { days, fromHour: 22, toHour: 6 } }),
    ],
    ['got 8 to 24', () => ({ practiceHours: { days, fromHour: 8, toHour: 24 } })],
    ['got 8.5 to 12', () => ({ practiceHours: { days, fromHour: 8.5, toHour: 12 } })],
    [
      "'practiceHours.days' must name at least one day, got none",
      () => ({ practiceHours: { days: [], fromHour: 8, toHour: 12 } }),
    ],
    [
      "'blockedDates' must be dates like 2027-11-26, got 26.11.2027, 2027-13-01",
      () => ({ blockedDates: ['26.11.2027', '2027-13-01'] }),
    ],
    [
      "'blockedDates' must have at most 15 dates, got 16",
      () => ({ blockedDates: Array.from({ length: 16 }, () => '2027-11-26') }),
    ],
    [
      "'groups' must be defined in this app, since their ARNs have an id that nothing derives, got imported ones: Test/Old",
      (stack) => ({
        groups: [autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Old', 'old')],
      }),
    ],
  ];

  test.each(['outcomeAlarm', 'blockingAlarm'] as const)('on an %s of another Region', (name) => {
    const elsewhere = (stack: Stack) =>
      alarm(testStack(stack.node.root as App, 'Elsewhere', 'us-east-1'), 'UsersHurt');
    expect(() => shift((stack) => ({ [name]: elsewhere(stack) }))).toThrow(
      `'${name}' must be in the Region of the load balancer, eu-west-1, where ARC reads it, got one in us-east-1`,
    );
  });

  test.each(cases)('%s', (message, props) => {
    expect(() => shift(props)).toThrow(message);
  });
});
