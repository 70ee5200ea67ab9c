import { describe, expect, test } from 'vitest';
import {
  asBoolean,
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../lib/assembly/index.ts';
import { planFor, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';

const graphs = new Map(
  strategies.map(({ name }) => [name, graphOfConfig(configWith({ strategy: name }))]),
);
const graphOf = (strategy: StrategyName) => graphs.get(strategy) as ResourceGraph;

const alarms = (graph: ResourceGraph, region: string) =>
  graph.inRegion(region).filter(({ type }) => type === 'AWS::CloudWatch::Alarm');

/** What each tier has to be watched for, by the metric's namespace and name. */
const required: Readonly<Record<string, readonly string[]>> = {
  'load balancer': [
    'AWS/ApplicationELB HTTPCode_ELB_5XX_Count',
    'AWS/ApplicationELB HTTPCode_Target_5XX_Count',
    'AWS/ApplicationELB UnHealthyHostCount|AWS/ApplicationELB HealthyHostCount',
    'AWS/ApplicationELB TargetResponseTime',
  ],
  'Auto Scaling groups': ['AWS/AutoScaling GroupInServiceInstances'],
  database: [
    'AWS/RDS CPUUtilization',
    'AWS/RDS DatabaseConnections',
    'AWS/RDS AuroraReplicaLagMaximum',
  ],
  cache: [
    'AWS/ElastiCache EngineCPUUtilization',
    'AWS/ElastiCache DatabaseMemoryUsagePercentage',
    'AWS/ElastiCache Evictions',
    'AWS/ElastiCache ReplicationLag',
  ],
  queue: ['AWS/SQS ApproximateAgeOfOldestMessage', 'AWS/SQS ApproximateNumberOfMessagesVisible'],
  'NAT gateways': ['AWS/NATGateway PacketsDropCount', 'AWS/NATGateway ErrorPortAllocation'],
  certificate: ['AWS/CertificateManager DaysToExpiry'],
  backups: ['AWS/Backup NumberOfBackupJobsFailed'],
};

/** Namespace and name of every metric that an alarm looks at, in a metric or in metric math. */
function metricsOf(node: ResourceNode): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (typeof value !== 'object' || value === null) return;
    const { Namespace, MetricName } = value as Record<string, unknown>;
    if (typeof MetricName === 'string') found.push(`${Namespace} ${MetricName}`);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(node.raw);
  return found;
}

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const serving = planFor(configWith({ strategy })).regions.filter(({ service }) => service);

  test.each(serving.map(({ region }) => region))(
    'every tier in %s has its alarms there',
    (region) => {
      const watched = new Set(alarms(graphOf(strategy), region).flatMap(metricsOf));
      const missing = Object.entries(required).flatMap(([tier, metrics]) =>
        metrics
          .filter((choices) => !choices.split('|').some((metric) => watched.has(metric)))
          .map((metric) => `${tier}: ${metric}`),
      );
      expect(missing).toEqual([]);
    },
  );

  test('every queue has an alarm on its age or its depth', () => {
    const graph = graphOf(strategy);
    for (const queue of graph.resourcesOf('AWS::SQS::Queue')) {
      if (queue.constructPath?.includes('/Alerts/')) continue;
      const watching = graph
        .referrers(queue)
        .filter(({ from }) => from.type === 'AWS::CloudWatch::Alarm');
      expect([queue.id, watching.length > 0]).toEqual([queue.id, true]);
    }
  });

  test('lag between Regions is watched from the Region that would take over', () => {
    for (const { region, service } of serving) {
      const watched = alarms(graphOf(strategy), region).flatMap(metricsOf);
      const isMember = service?.database.membership !== 'single';
      expect(watched.includes('AWS/RDS AuroraGlobalDBRPOLag')).toBe(isMember);
    }
  });

  test('practice runs end when users are hurt, and wait while the Region has nothing to spare', () => {
    for (const autoshift of graphOf(strategy).resourcesOf(
      'AWS::ARCZonalShift::ZonalAutoshiftConfiguration',
    )) {
      const named = (alarms: string) =>
        graphOf(strategy)
          .references(autoshift)
          .filter(({ path }) => path.includes(alarms))
          .map(({ to }) => [to.region, to.constructPath?.split('/').slice(-2)[0]]);
      expect(named('OutcomeAlarms')).toEqual([[autoshift.region, 'Page']]);
      expect(named('BlockingAlarms')).toEqual([[autoshift.region, 'NothingToSpare']]);
    }
  });

  test('every alarm acts, itself or through a composite alarm, in its own Region', () => {
    const graph = graphOf(strategy);
    const users = graph.resourcesOf(
      'AWS::CloudWatch::CompositeAlarm',
      'AWS::ARCZonalShift::ZonalAutoshiftConfiguration',
    );
    const ruled = users.map((user) => JSON.stringify(user.raw)).join();
    for (const alarm of graph.resourcesOf(
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::CompositeAlarm',
    )) {
      const actions = asList(graph.get(alarm, 'AlarmActions'));
      const enabled = asBoolean(graph.get(alarm, 'ActionsEnabled'));
      expect(enabled.state === 'known' ? enabled.value : true).toBe(true);
      if (actions.state !== 'known' || actions.value.length === 0) {
        // It is the evidence of a composite, or blocks practice runs, which name it.
        expect([alarm.id, ruled.includes(`"${alarm.logicalId}"`)]).toEqual([alarm.id, true]);
        continue;
      }
      for (const action of actions.value) {
        const topic = targetOf(graph, action, ['AWS::SNS::Topic']);
        expect(topic?.region).toBe(alarm.region);
      }
    }
  });

  test('every topic that alarms act on has somebody subscribed', () => {
    const graph = graphOf(strategy);
    const topics = graph
      .resourcesOf('AWS::SNS::Topic')
      .filter(({ constructPath }) => constructPath?.includes('/Alerts/'));
    expect(topics.length).toBeGreaterThan(0);
    for (const topic of topics) {
      const subscriptions = graph
        .referrers(topic)
        .filter(({ from }) => from.type === 'AWS::SNS::Subscription');
      expect([topic.id, subscriptions.length > 0]).toEqual([topic.id, true]);
    }
  });

  test('alarms on Route 53 health checks are in us-east-1 and as plain as Route 53 has them', () => {
    const graph = graphOf(strategy);
    const checks = graph.resourcesOf('AWS::Route53::HealthCheck');
    for (const check of checks) {
      const [alarm] = graph
        .referrers(check)
        .map(({ from }) => from)
        .filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
      expect(alarm?.region).toBe('us-east-1');
      expect(alarm?.raw).not.toHaveProperty('Properties.Metrics');
      expect(alarm?.raw).toHaveProperty('Properties.Period', 60);
    }
  });
});

test('the longest address of runbooks leaves room for what alarms say of the longest names', () => {
  const graph = graphOfConfig(
    configWith({
      name: 'n'.repeat(20),
      regions: [{ name: 'ap-southeast-1' }, { name: 'ap-northeast-1' }],
      domain: {
        ...configWith().domain,
        recordName: `${'r'.repeat(52)}.${configWith().domain.zoneName}`,
      },
      alerts: { ...configWith().alerts, runbooks: 'x'.repeat(600) },
    }),
  );
  const lengths = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']
    .flatMap((type) => graph.resourcesOf(type))
    .map((alarm) => asString(graph.get(alarm, 'AlarmDescription')))
    .map((description) => (description.state === 'known' ? description.value.length : 0));
  expect(lengths.length).toBeGreaterThan(60);
  expect(lengths.filter((length) => length < 600 || length > 1024)).toEqual([]);
});

test('every alarm says which runbook section it belongs to', () => {
  const graph = graphOfConfig(configWith());
  for (const alarm of graph.resourcesOf('AWS::CloudWatch::Alarm')) {
    const description = asString(graph.get(alarm, 'AlarmDescription'));
    expect([
      alarm.id,
      description.state === 'known' && description.value.includes('docs/runbooks/'),
    ]).toEqual([alarm.id, true]);
  }
});
