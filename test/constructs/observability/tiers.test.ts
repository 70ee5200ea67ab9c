import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { ValkeyCache } from '../../../constructs/cache/index.ts';
import { AuroraCapacity, AuroraCluster } from '../../../constructs/database/index.ts';
import {
  AlertChannels,
  AlertSubscription,
  AuroraAlarms,
  auroraMaxConnections,
  CacheAlarms,
  GlobalDashboard,
  HealthCheckAlarms,
  healthCheckMetric,
  ImpairmentAlarms,
  linkQueueRunbook,
  RequestMetrics,
  TableAlarms,
} from '../../../constructs/observability/index.ts';
import { QueueConsumer, ResilientQueue } from '../../../constructs/queue/index.ts';
import { GlobalRouting, RoutingPolicy } from '../../../constructs/routing/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';
import type { testVpc } from '../service/support.ts';
import { parseRule, type State } from './alarm-rule.ts';
import { alarmsOf, serviceIn } from './support.ts';

function alertsIn(region = 'eu-west-1') {
  const stack = testStack(testApp(), 'Test', region);
  const { key } = new RegionalKey(stack, 'Key');
  const people = [AlertSubscription.email('team@example.com')];
  const alerts = new AlertChannels(stack, 'Alerts', {
    name: 'shop',
    encryptionKey: key,
    page: people,
    ticket: people,
  });
  return { stack, key, alerts };
}

function isolatedVpc(stack: Parameters<typeof testVpc>[0]) {
  return new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${stack.region}${letter}`),
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
}

describe('the lag between Regions', () => {
  const { stack, key, alerts } = alertsIn();
  const database = new AuroraCluster(stack, 'Database', {
    name: 'shop',
    vpc: isolatedVpc(stack),
    encryptionKey: key,
    capacity: AuroraCapacity.provisioned(new ec2.InstanceType('r7g.large'), 2),
  });
  new AuroraAlarms(stack, 'Alarms', {
    alerts,
    database,
    maxConnections: 1000,
    maximumGlobalLag: Duration.seconds(30),
  });
  const alarms = alarmsOf(Template.fromStack(stack));
  const find = (name: string) => {
    const alarm = alarms.find(({ id }) => id.startsWith(`Alarms${name}`));
    if (!alarm) throw new Error(`no alarm ${name}`);
    return alarm;
  };
  const pages = (states: Record<string, State>) => {
    const [, parts] = find('GlobalLag').properties.AlarmRule['Fn::Join'];
    const text = parts
      .map((part: string | { 'Fn::GetAtt': [string] }) =>
        typeof part === 'string' ? part : part['Fn::GetAtt'][0].replace(/^Alarms(.*).{8}$/, '$1'),
      )
      .join('');
    return parseRule(text)((name) => states[name] ?? 'OK');
  };

  test('pages in the Region that lags, by either metric', () => {
    expect(pages({})).toBe(false);
    expect(pages({ AuroraGlobalDBRPOLag: 'ALARM' })).toBe(true);
    expect(pages({ AuroraGlobalDBReplicationLag: 'ALARM' })).toBe(true);
  });

  test('pages when the primary Region is lost, with which the metric vanishes', () => {
    for (const name of ['AuroraGlobalDBRPOLag', 'AuroraGlobalDBReplicationLag']) {
      expect(find(name).properties).toMatchObject({
        TreatMissingData: 'breaching',
        Threshold: 30_000,
      });
    }
  });

  test('keeps quiet in the Region of the writer, wherever a switchover has taken it', () => {
    const gone = { AuroraGlobalDBRPOLag: 'ALARM', AuroraGlobalDBReplicationLag: 'ALARM' } as const;
    expect(pages({ ...gone, WriterHere: 'ALARM' })).toBe(false);
    expect(find('WriterHere').properties).toMatchObject({
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'DBClusterIdentifier', Value: Match.anyValue },
        { Name: 'Role', Value: 'WRITER' },
      ].map((dimension) => expect.objectContaining({ Name: dimension.Name })),
      Threshold: 0,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test('alarms on the writer say nothing in the other Region', () => {
    expect(find('WriterCpu').properties.TreatMissingData).toBe('notBreaching');
    expect(find('WriterConnections').properties).toMatchObject({
      TreatMissingData: 'notBreaching',
      Threshold: 800,
    });
  });
});

test('a cluster of its own has no lag between Regions to watch', () => {
  const { stack, key, alerts } = alertsIn();
  const database = new AuroraCluster(stack, 'Database', {
    name: 'shop',
    vpc: isolatedVpc(stack),
    encryptionKey: key,
    capacity: AuroraCapacity.provisioned(new ec2.InstanceType('r7g.large'), 2),
  });
  const { globalLag } = new AuroraAlarms(stack, 'Alarms', {
    alerts,
    database,
    maxConnections: 1000,
  });
  expect(globalLag).toBeUndefined();
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
});

test.each([
  [4, 450],
  [16, 1802],
  [32, 3604],
  [64, 5000],
])('an instance of %i GiB takes %i connections', (memoryGiB, connections) => {
  expect(auroraMaxConnections(memoryGiB)).toBe(connections);
});

describe('a cache', () => {
  const nodesOf = (template: Template) =>
    alarmsOf(template).map(({ properties }) => [
      properties.Metrics[0].Expression,
      properties.Metrics.slice(1).map(
        (query: { MetricStat: { Metric: { Dimensions: [{ Value: unknown }] } } }) =>
          JSON.stringify(query.MetricStat.Metric.Dimensions[0].Value).replace(
            /.*\]?"(-[\d-]+)".*/,
            '$1',
          ),
      ),
    ]);

  test('of one shard is watched on all of its nodes', () => {
    const { stack, key, alerts } = alertsIn();
    const cache = new ValkeyCache(stack, 'Cache', {
      vpc: isolatedVpc(stack),
      encryptionKey: key,
      replicasPerShard: 2,
    });
    new CacheAlarms(stack, 'Alarms', { alerts, cache });
    const nodes = nodesOf(Template.fromStack(stack));
    expect(nodes).toHaveLength(4);
    expect(nodes[0]).toEqual([
      'MAX([node_1_EngineCPUUtilization, node_2_EngineCPUUtilization, node_3_EngineCPUUtilization])',
      ['-001', '-002', '-003'],
    ]);
  });

  test('of several shards is watched shard by shard', () => {
    const { stack, key, alerts } = alertsIn();
    const cache = new ValkeyCache(stack, 'Cache', {
      vpc: isolatedVpc(stack),
      encryptionKey: key,
      shards: 2,
    });
    new CacheAlarms(stack, 'Alarms', { alerts, cache });
    const nodes = nodesOf(Template.fromStack(stack));
    expect(nodes).toHaveLength(8);
    expect(nodes.map(([, names]) => names)).toEqual([
      ...Array(4).fill(['-0001-001', '-0001-002']),
      ...Array(4).fill(['-0002-001', '-0002-002']),
    ]);
  });
});

test('a table tells of reads and of writes that are turned away, in its own Region', () => {
  const { stack, alerts } = alertsIn();
  const table = dynamodb.TableV2.fromTableName(stack, 'Table', 'shop-sessions');
  new TableAlarms(stack, 'Alarms', { alerts, table });
  const alarms = alarmsOf(Template.fromStack(stack)).map(({ properties }) => properties);
  expect(alarms.map(({ MetricName }) => MetricName).sort()).toEqual([
    'ReadThrottleEvents',
    'WriteThrottleEvents',
  ]);
  for (const alarm of alarms) {
    expect(alarm).toMatchObject({
      Namespace: 'AWS/DynamoDB',
      Dimensions: [{ Name: 'TableName', Value: 'shop-sessions' }],
      Statistic: 'Sum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      TreatMissingData: 'notBreaching',
    });
    expect(alarm['AlarmActions']).toHaveLength(1);
    expect(alarm['AlarmDescription']).toMatch(/#table-turns-requests-away$/);
  }
});

describe('a queue', () => {
  const queueIn = (withTopic: boolean) => {
    const { stack, alerts } = alertsIn();
    const queue = new ResilientQueue(stack, 'Orders', {
      consumer: QueueConsumer.poller({ timeout: Duration.minutes(1) }),
      ...(withTopic && { alarmTopic: alerts.ticket }),
    });
    return { stack, alerts, queue };
  };

  test('keeps its own alarms, which get a link to the runbook', () => {
    const { stack, alerts, queue } = queueIn(true);
    linkQueueRunbook(queue, alerts);
    const alarms = alarmsOf(Template.fromStack(stack));
    expect(alarms).toHaveLength(2);
    for (const { properties } of alarms) {
      expect(properties.AlarmDescription).toMatch(
        /.+\nRunbook: docs\/runbooks\/alarms.md#messages-wait-or-die$/,
      );
    }
  });

  test('fails without alarms', () => {
    const { alerts, queue } = queueIn(false);
    expect(() => linkQueueRunbook(queue, alerts)).toThrow(
      "Test/Orders: 'queue' must have alarms, got none: pass 'alarmTopic' to it",
    );
  });
});

describe('a load balancer in a single zone', () => {
  test('fails, since there is nothing to compare it with', () => {
    const { stack, alerts, service } = serviceIn(testStack());
    const requests = new RequestMetrics(service.loadBalancer, Duration.seconds(1));
    expect(
      () =>
        new ImpairmentAlarms(stack, 'Alarms', {
          alerts,
          requests,
          availabilityZones: ['eu-west-1a'],
        }),
    ).toThrow(
      "'availabilityZones' must name at least 2 zones, since one is compared with the others, got eu-west-1a",
    );
  });
});

describe('the global stack', () => {
  const { stack, alerts } = alertsIn('us-east-1');
  const routing = new GlobalRouting(stack, 'Routing', {
    zone: PublicHostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z0',
      zoneName: 'example.com',
    }),
    recordName: 'shop.example.com',
    policy: RoutingPolicy.latency(['eu-west-1', 'eu-central-1']),
  });
  new HealthCheckAlarms(stack, 'HealthChecks', { alerts, routing });
  new GlobalDashboard(stack, 'Dashboard', {
    routing,
    regions: ['eu-west-1', 'eu-central-1'],
    databaseName: 'shop',
    availabilityPercent: 99.95,
    probes: [
      { hostName: 'shop.example.com', from: 'eu-west-1' },
      { hostName: 'eu-central-1.shop.example.com', from: 'eu-west-1' },
    ],
  });
  const template = Template.fromStack(stack);

  test('pages when Route 53 takes a Region out, and not when CloudWatch in us-east-1 is out', () => {
    const alarms = alarmsOf(template);
    expect(alarms).toHaveLength(2);
    for (const { properties } of alarms) {
      expect(properties).toMatchObject({
        Namespace: 'AWS/Route53',
        MetricName: 'HealthCheckStatus',
        Statistic: 'Minimum',
        Period: 60,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'ignore',
        AlarmActions: [{ Ref: expect.stringMatching(/^AlertsPage/) }],
      });
      // Route 53 takes an alarm in this form only.
      expect(properties).not.toHaveProperty('Metrics');
    }
  });

  test('shows reachability, budget, traffic, errors, latency, capacity and lag, in this order', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    const titles = [...body.matchAll(/\\"title\\":\\"(.*?)\\"/g)].map(([, title = '']) => title);
    expect(titles.map((title) => title.split(/[?,] /)[0])).toEqual([
      'Can users reach it',
      'Where does Route 53 send them',
      'How long do they wait',
      'Budget left of 99.95 %',
      'Requests a minute',
      'Errors a minute',
      'Response time p99 in seconds',
      'Instances that are in service and that are wanted',
      'Data that a failover to a Region would lose',
      'Where is the writer',
    ]);
  });

  test('the budget is that of the name that clients use, over the month', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    const budgets = [...body.matchAll(/100 - 100 \* \(1 - answers0\) \/ ([\d.]+)/g)];
    expect(budgets).toHaveLength(1);
    // What may fail of 99.95 %, of which half an hour without any answer is more than all.
    expect(Number(budgets[0]?.[1])).toBeCloseTo(0.0005, 10);
    const widget = body.slice(body.indexOf('Budget left'), body.indexOf('Requests a minute'));
    expect(widget).toContain('shop.example.com');
    expect(widget).not.toContain('eu-central-1.shop');
    expect(body).toContain('2592000');
  });

  test('shows all Regions by names that need none of their stacks', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    expect(body).toContain('Can users reach it? Share of addresses that answer');
    expect(body).toContain('shop-eu-central-1');
    expect(body).not.toContain('Fn::GetStackOutput');
    expect(body).not.toContain('Fn::ImportValue');
  });

  test('complies', () => {
    expect(unacknowledged(stack)).toEqual([]);
  });
});

test('fails where Route 53 publishes no metrics', () => {
  const { stack, alerts } = alertsIn('eu-west-1');
  const routing = new GlobalRouting(stack, 'Routing', {
    zone: PublicHostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z0',
      zoneName: 'example.com',
    }),
    recordName: 'shop.example.com',
    policy: RoutingPolicy.failover(['eu-west-1', 'eu-central-1']),
  });
  expect(() => new HealthCheckAlarms(stack, 'HealthChecks', { alerts, routing })).toThrow(
    'Test/HealthChecks: must be in a stack in us-east-1, where Route 53 publishes its metrics, got eu-west-1',
  );
});

describe('a metric for a Route 53 health check', () => {
  const metric = new cloudwatch.Metric({
    namespace: 'Test',
    metricName: 'Test',
    label: 'labelled',
    statistic: 'Minimum',
    period: Duration.minutes(1),
    dimensionsMap: { Name: 'value' },
  });

  test('loses its label, which would make the alarm metric math', () => {
    const { stack } = alertsIn();
    for (const [id, candidate] of [
      ['Labelled', metric],
      ['Plain', healthCheckMetric(metric)],
    ] as const) {
      new cloudwatch.Alarm(stack, id, { metric: candidate, threshold: 1, evaluationPeriods: 1 });
    }
    const shape = (name: string) =>
      alarmsOf(Template.fromStack(stack)).find(({ id }) => id.startsWith(name))?.properties;
    expect(shape('Labelled')).toHaveProperty('Metrics');
    expect(shape('Plain')).not.toHaveProperty('Metrics');
    expect(healthCheckMetric(metric)).toMatchObject({
      metricName: 'Test',
      statistic: 'Minimum',
      dimensions: { Name: 'value' },
      label: undefined,
    });
  });

  test.each<[string, cloudwatch.IMetric, string]>([
    [
      'metric math',
      new cloudwatch.MathExpression({ expression: 'm + m', usingMetrics: { m: metric } }),
      'must be a plain metric, got metric math',
    ],
    [
      '10 seconds',
      metric.with({ period: Duration.seconds(10) }),
      'must have a period of full minutes, got 10 seconds',
    ],
    [
      'a percentile',
      metric.with({ statistic: 'p99' }),
      'must have one of the statistics Average, Minimum, Maximum, Sum, SampleCount, got p99',
    ],
  ])('fails for %s', (_, candidate, message) => {
    expect(() => healthCheckMetric(candidate)).toThrow(message);
  });
});
