import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { RUNBOOK_SECTIONS } from '../../../constructs/observability/index.ts';
import { testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { testVpc } from '../service/support.ts';
import {
  type AlarmResource,
  alarmsOf,
  fullRegion,
  metricsOf,
  namedIn,
  observe,
  serviceIn,
} from './support.ts';

describe('a Region with every tier', () => {
  const { stack, template } = fullRegion();
  const alarms = alarmsOf(template);
  const metricAlarms = alarms.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  const composites = alarms.filter(({ type }) => type === 'AWS::CloudWatch::CompositeAlarm');
  const acting = (alarm: AlarmResource) => alarm.properties.AlarmActions !== undefined;
  const topicOf = (alarm: AlarmResource) => alarm.properties.AlarmActions?.[0]?.Ref;
  const paging = alarms.filter((alarm) => topicOf(alarm)?.startsWith('AlertsPage'));

  test('each alarm acts, or is evidence for a composite alarm that does', () => {
    const named = new Set(composites.filter(acting).flatMap(namedIn));
    const idle = alarms.filter((alarm) => !acting(alarm) && !named.has(alarm.id));
    // The one acts by keeping another one quiet, the other by keeping practice runs away.
    expect(idle.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'ObservabilityImpairmentLocated',
      'ObservabilityNothingToSpare',
    ]);
    expect(
      JSON.stringify(composites.map(({ properties }) => properties.ActionsSuppressor)),
    ).toContain('ImpairmentLocated');
  });

  test('each alarm that acts tells when it is over as well', () => {
    for (const { properties } of alarms.filter(acting)) {
      expect(properties.OKActions).toEqual(properties.AlarmActions);
    }
  });

  test('each alarm links to a section of a runbook', () => {
    const links = Object.values(RUNBOOK_SECTIONS).map((section) => `docs/runbooks/${section}`);
    for (const { id, properties } of alarms) {
      const link = properties.AlarmDescription.match(/\nRunbook: (\S+)$/)?.[1];
      expect([id, links.includes(link)]).toEqual([id, true]);
      expect(properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
    }
  });

  test('each metric alarm says what missing data means, and why', () => {
    for (const { id, properties } of metricAlarms) {
      expect([id, ['breaching', 'notBreaching', 'ignore']]).toEqual([
        id,
        expect.arrayContaining([properties.TreatMissingData]),
      ]);
      // The queue's alarms explain it in their own tier.
      if (id.startsWith('Orders')) continue;
      expect(properties.AlarmDescription).toMatch(
        new RegExp(`\\nWithout data: ${properties.TreatMissingData}, since .+\\.\\n`),
      );
    }
  });

  test('ten alarms can page, and these are they', () => {
    expect(paging.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'Canaryeucentral1shopexamplecom',
      'Canaryshopexamplecom',
      'ObservabilityDatabaseGlobalLag',
      'ObservabilityImpairmentNoData',
      'ObservabilityImpairmentRegion',
      'ObservabilityImpairmenteuwest1a',
      'ObservabilityImpairmenteuwest1b',
      'ObservabilityImpairmenteuwest1c',
      'ObservabilityInstancesFloor',
      'ObservabilityObjectivesPage',
    ]);
  });

  test('no alarm has more metrics than the ten that CloudWatch takes, no composite more than 100 alarms', () => {
    for (const alarm of metricAlarms) expect(metricsOf(alarm).length).toBeLessThanOrEqual(10);
    for (const alarm of composites) expect(namedIn(alarm).length).toBeLessThanOrEqual(100);
  });

  test('no window is longer than CloudWatch evaluates: a day, or a week of periods of an hour or more', () => {
    for (const { properties } of metricAlarms) {
      const period =
        properties.Period ??
        Math.max(
          ...properties.Metrics.map(
            (query: { MetricStat?: { Period: number } }) => query.MetricStat?.Period ?? 0,
          ),
        );
      expect(period).toBeLessThanOrEqual(86_400);
      expect(period * properties.EvaluationPeriods).toBeLessThanOrEqual(
        period < 3600 ? 86_400 : 604_800,
      );
    }
  });

  test.each([
    'AWS/ApplicationELB HTTPCode_ELB_5XX_Count',
    'AWS/ApplicationELB HTTPCode_Target_5XX_Count',
    'AWS/ApplicationELB UnHealthyHostCount',
    'AWS/ApplicationELB HealthyHostCount',
    'AWS/ApplicationELB TargetResponseTime',
    'AWS/AutoScaling GroupInServiceInstances',
    'AWS/RDS CPUUtilization',
    'AWS/RDS DatabaseConnections',
    'AWS/RDS AuroraReplicaLagMaximum',
    'AWS/RDS AuroraGlobalDBReplicationLag',
    'AWS/RDS AuroraGlobalDBRPOLag',
    'AWS/ElastiCache EngineCPUUtilization',
    'AWS/ElastiCache DatabaseMemoryUsagePercentage',
    'AWS/ElastiCache Evictions',
    'AWS/ElastiCache ReplicationLag',
    'AWS/SQS ApproximateAgeOfOldestMessage',
    'AWS/SQS ApproximateNumberOfMessagesVisible',
    'AWS/NATGateway PacketsDropCount',
    'AWS/NATGateway ErrorPortAllocation',
    'AWS/CertificateManager DaysToExpiry',
    'AWS/Lambda Errors',
    'AWS/Lambda Throttles',
  ])('%s is watched by an alarm that acts, itself or through a composite', (metric) => {
    const named = new Set(composites.filter(acting).flatMap(namedIn));
    const watching = metricAlarms.filter((alarm) => metricsOf(alarm).includes(metric));
    expect(watching.some((alarm) => acting(alarm) || named.has(alarm.id))).toBe(true);
  });

  test('costs what the README says: 66 metric alarms over 136 metrics, and 11 composites', () => {
    expect(metricAlarms).toHaveLength(66);
    expect(metricAlarms.flatMap(metricsOf)).toHaveLength(136);
    expect(composites).toHaveLength(11);
  });

  test('practice runs wait while anything is impaired, or instances are missing', () => {
    const waits = composites.filter(({ id }) => id.includes('NothingToSpare'));
    expect(waits.flatMap(namedIn).map((id) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'ObservabilityImpairmenteuwest1a',
      'ObservabilityImpairmenteuwest1b',
      'ObservabilityImpairmenteuwest1c',
      'ObservabilityImpairmentRegion',
      'ObservabilityImpairmentNoData',
      'ObservabilityInstancesInService',
      'ObservabilityInstancesHealthy',
      'ObservabilityInstancesShortfall',
    ]);
    expect(JSON.stringify(waits)).not.toMatch(/ AND |NOT/);
  });

  test('its dashboard answers in the first row whether users are hurt, and where', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    const titles = [...body.matchAll(/\\"title\\":\\"(.*?)\\"/g)].map(([, title]) => title);
    expect(titles.slice(0, 4)).toEqual([
      'Users are hurt',
      'One zone: shift it away',
      'eu-west-1: decide about a failover',
      'Error budget left, in % of 30 days',
    ]);
    expect(titles).toHaveLength(13);
    expect(body).toContain('left by the loss of a zone');
  });

  test('complies, and acknowledges evidence and the canary alone', () => {
    expect(unacknowledged(stack)).toEqual([]);
    const own = findings(stack).filter(({ path }) => /Observability|Canary|Alerts/.test(path));
    expect([...new Set(own.map(({ ruleId }) => ruleId))]).toEqual([
      'AwsSolutions-SQS3',
      'HIPAA.Security-CloudWatchAlarmAction',
      'HIPAA.Security-LambdaConcurrency',
      'HIPAA.Security-LambdaDLQ',
      'HIPAA.Security-LambdaInsideVPC',
      'NIST.800.53.R5-CloudWatchAlarmAction',
      'NIST.800.53.R5-LambdaConcurrency',
      'NIST.800.53.R5-LambdaDLQ',
      'NIST.800.53.R5-LambdaInsideVPC',
      'PCI.DSS.321-LambdaInsideVPC',
    ]);
    const evidence = metricAlarms.filter((alarm) => !acting(alarm)).length;
    const acknowledged = own.filter(
      ({ ruleId }) => ruleId === 'NIST.800.53.R5-CloudWatchAlarmAction',
    );
    expect(acknowledged).toHaveLength(evidence);
  });
});

describe('a pilot light', () => {
  const watched = serviceIn(testStack(), { minimum: 0, maximum: 12 });
  observe(watched);
  const alarms = alarmsOf(Template.fromStack(watched.stack));

  test('pages nobody and opens no ticket for what it does not hold, until it is scaled out', () => {
    const quiet = alarms.filter(
      ({ type, properties }) =>
        type === 'AWS::CloudWatch::CompositeAlarm' && properties.AlarmActions !== undefined,
    );
    expect(quiet.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'ObservabilityImpairmentNoData',
      'ObservabilityImpairmentRegion',
      'ObservabilityImpairmenteuwest1a',
      'ObservabilityImpairmenteuwest1b',
      'ObservabilityImpairmenteuwest1c',
      'ObservabilityLoadBalancerLoadBalancerErrorsInService',
      'ObservabilityObjectivesPage',
      'ObservabilityObjectivesTicket',
    ]);
    for (const alarm of quiet) {
      expect(JSON.stringify(alarm.properties.AlarmRule)).toMatch(
        /AND \(NOT \(ALARM\(\\"",\{"Fn::GetAtt":\["ObservabilityIdle/,
      );
    }
  });

  test('has no alarm that acts on errors by itself: health checkers get nothing but those', () => {
    const errors = alarms.find(({ id }) => /LoadBalancerErrors[0-9A-F]{8}$/.test(id));
    expect(errors?.properties).toBeDefined();
    expect(errors?.properties).not.toHaveProperty('AlarmActions');
  });

  test('is idle while no instances are wanted, and stays so while nobody says', () => {
    const idle = alarms.find(({ id }) => id.startsWith('ObservabilityIdle'));
    expect(idle?.properties).toMatchObject({
      MetricName: 'GroupDesiredCapacity',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'ignore',
    });
  });

  test('has no floor that it could fall below', () => {
    expect(alarms.some(({ id }) => id.includes('InstancesFloor'))).toBe(false);
  });
});

test('fails with every mistake at once, under the names of its own props', () => {
  const watched = serviceIn(testStack());
  const objectives = { availabilityPercent: 100, fastPercent: 80 };
  expect(() => observe(watched, { objectives, vpc: testVpc(testStack(), 1) })).toThrow(
    /^Test\/Observability:\n {2}- 'vpc.availabilityZones' must name at least 2 zones.*\n {2}- 'objectives.availabilityPercent' must be.*\n {2}- 'objectives.fastPercent' must be.*$/,
  );
});
