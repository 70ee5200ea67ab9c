import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DeploymentAlarms, RequestMetrics } from '../../../constructs/observability/index.ts';
import { QueueConsumer, QueueWorkers, ResilientQueue } from '../../../constructs/queue/index.ts';
import { alarmSeconds } from '../../../constructs/service/deployment-gate.ts';
import { testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';
import { type AlarmResource, alarmsOf, metricsOf, serviceIn } from './support.ts';

let stack: Stack;
let alarms: AlarmResource[];
let ofService: DeploymentAlarms;
let ofWorkers: DeploymentAlarms;

beforeAll(() => {
  const watched = serviceIn(testStack());
  const { alerts, service, key, vpc } = watched;
  stack = watched.stack;
  const queue = new ResilientQueue(stack, 'Orders', {
    consumer: QueueConsumer.poller({ timeout: Duration.minutes(1) }),
  });
  const workers = new QueueWorkers(stack, 'Workers', {
    queue,
    vpc,
    encryptionKey: key,
    instanceType: new ec2.InstanceType('t4g.small'),
    minimum: 3,
    maximum: 6,
    acceptableLatency: Duration.minutes(5),
    processingTime: Duration.seconds(1),
    workload: { commands: ['systemctl start the-workers'] },
  });
  ofService = new DeploymentAlarms(stack, 'OfService', {
    alerts,
    group: service.group,
    requests: new RequestMetrics(service.loadBalancer),
  });
  ofWorkers = new DeploymentAlarms(stack, 'OfWorkers', { alerts, group: workers.group, queue });
  service.group.gateDeployments({ alarms: ofService.alarms });
  workers.group.gateDeployments({ alarms: ofWorkers.alarms });
  // The gates name them, so a template with a circle would fail here.
  alarms = alarmsOf(Template.fromStack(stack)).filter(({ id }) => id.startsWith('Of'));
});

const find = (start: string): AlarmResource => {
  const alarm = alarms.find(({ id }) => id.startsWith(start));
  if (!alarm) throw new Error(`no alarm ${start}`);
  return alarm;
};
const expressionOf = (start: string): string =>
  find(start).properties.Metrics.find((query: { Expression?: string }) => query.Expression)
    .Expression;

/** Evaluates an expression of metric math on counts of one minute; a missing one is filled with 0. */
function evaluate(expression: string, counts: Readonly<Record<string, number>>): number {
  const math = {
    FILL: (value = 0) => value,
    IF: (on: boolean, a: number, b: number) => (on ? a : b),
  };
  const names = [...new Set(expression.match(/\b[a-z]\w*\b/g) ?? [])];
  const values = names.map((name) => counts[name]);
  return new Function(...Object.keys(math), ...names, `return ${expression}`)(
    ...Object.values(math),
    ...values,
  );
}

test('there are four for a service and three for workers', () => {
  expect(ofService.alarms).toHaveLength(4);
  expect(ofWorkers.alarms).toHaveLength(3);
});

test('all of them open a ticket and say where to read on', () => {
  const ticket = alarms.map(({ properties }) => JSON.stringify(properties.AlarmActions));
  expect(ticket.filter((actions) => !actions.includes('AlertsTicket'))).toEqual([]);
  for (const { properties } of alarms) {
    expect(properties.AlarmDescription).toContain('alarms.md#a-deployment-does-harm');
  }
});

describe('without data', () => {
  const blind = (of: readonly AlarmResource[]) =>
    of
      .filter(({ properties }) => properties.TreatMissingData === 'breaching')
      .map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))
      .sort();

  test('no deployment goes on: what always reports counts as harm when it is silent', () => {
    expect(blind(alarms)).toEqual(['OfServiceUnhealthyTargets', 'OfWorkersFailedMessages']);
    for (const { properties } of alarms) {
      expect(['breaching', 'notBreaching']).toContain(properties.TreatMissingData);
    }
  });

  test('receives that are not reported are no receives that went well', () => {
    expect(expressionOf('OfWorkersFailedMessages')).not.toContain('FILL(received');
  });

  test('a standby without instances waits for nothing', () => {
    const watched = serviceIn(testStack());
    const queue = new ResilientQueue(watched.stack, 'Orders', {
      consumer: QueueConsumer.poller({ timeout: Duration.minutes(1) }),
    });
    new DeploymentAlarms(watched.stack, 'OfStandby', {
      alerts: watched.alerts,
      group: watched.service.group,
      requests: new RequestMetrics(watched.service.loadBalancer),
      queue,
      standby: true,
    });
    const standby = alarmsOf(Template.fromStack(watched.stack)).filter(({ id }) =>
      id.startsWith('OfStandby'),
    );
    expect(standby).toHaveLength(6);
    expect(blind(standby)).toEqual([]);
  });
});

test('all of them see a fault within five minutes, half of the default waits', () => {
  for (const alarm of [...ofService.alarms, ...ofWorkers.alarms]) {
    expect(alarmSeconds(alarm)).toBeLessThanOrEqual(300);
  }
});

test('none of them looks at the group, which is updated after they exist', () => {
  expect(
    alarms.flatMap(metricsOf).filter((metric) => metric.startsWith('AWS/AutoScaling')),
  ).toEqual([]);
});

test('they are clean under every compliance pack', () => {
  expect(unacknowledged(stack).filter((line) => /Test\/Of(Service|Workers)/.test(line))).toEqual(
    [],
  );
});

describe('requests that fail', () => {
  const share = (counts: Record<string, number>) =>
    evaluate(expressionOf('OfServiceFailedRequests'), counts);
  const threshold = () => find('OfServiceFailedRequests').properties.Threshold;

  test('one new instance of nine that fails everything is enough', () => {
    expect(share({ requests: 900, target: 100 })).toBeGreaterThan(threshold());
  });

  test('connections that break and answers that do not come count as well', () => {
    expect(share({ requests: 900, elb502: 6, elb504: 6 })).toBeGreaterThan(threshold());
  });

  test('a handful is not judged, whatever share they are', () => {
    expect(share({ requests: 9, target: 9 })).toBe(0);
  });

  test('what a load balancer without targets answers does not count: a pilot light is quiet', () => {
    expect(metricsOf(find('OfServiceFailedRequests')).sort()).toEqual([
      'AWS/ApplicationELB HTTPCode_ELB_502_Count',
      'AWS/ApplicationELB HTTPCode_ELB_504_Count',
      'AWS/ApplicationELB HTTPCode_Target_5XX_Count',
      'AWS/ApplicationELB RequestCount',
    ]);
  });
});

describe('messages that are not handled', () => {
  const share = (counts: Record<string, number>) =>
    evaluate(expressionOf('OfWorkersFailedMessages'), counts);
  const threshold = () => find('OfWorkersFailedMessages').properties.Threshold;

  test('one worker of four that fails everything is enough', () => {
    expect(share({ received: 400, deleted: 300 })).toBeGreaterThan(threshold());
  });

  test('messages in hand at the end of a minute are none', () => {
    expect(share({ received: 400, deleted: 396 })).toBeLessThan(threshold());
    expect(share({ received: 400, deleted: 410 })).toBe(0);
  });

  test('an idle queue has none', () => {
    expect(share({ received: 0 })).toBe(0);
  });

  test('dead letters that wait to be redriven do not stop the deployment that mends their handler', () => {
    expect(expressionOf('OfWorkersNewDeadLetters')).toBe('DIFF(FILL(dead, 0))');
  });
});
