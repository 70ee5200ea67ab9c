import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { ServiceLevelObjectives } from '../../../constructs/observability/index.ts';
import { testStack } from '../../support/app.ts';
import { parseRule } from './alarm-rule.ts';
import { type AlarmResource, alarmsOf, observe, serviceIn } from './support.ts';

function objectives(props: ServiceLevelObjectives = { availabilityPercent: 99.99 }) {
  const watched = serviceIn(testStack());
  observe(watched, { objectives: props });
  return alarmsOf(Template.fromStack(watched.stack)).filter(({ id }) => id.includes('Objectives'));
}

const named = (alarms: AlarmResource[], name: string) => {
  const found = alarms.find(({ id }) => id.startsWith(`ObservabilityObjectives${name}`));
  if (!found) throw new Error(`no alarm ${name}`);
  return found;
};

describe('objectives of 99.99 % available and 99 % fast', () => {
  const alarms = objectives();

  test.each([
    ['Availability144x60Minutes', 0.00144, 3600, 1],
    ['Availability144x5Minutes', 0.00144, 300, 1],
    ['Availability6x360Minutes', 0.0006, 21_600, 1],
    ['Availability6x30Minutes', 0.0006, 1800, 1],
    ['Availability3x1440Minutes', 0.0003, 86_400, 1],
    ['Availability3x120Minutes', 0.0003, 7200, 1],
    ['Availability1x4320Minutes', 0.0001, 86_400, 3],
    ['Availability1x360Minutes', 0.0001, 21_600, 1],
    ['Latency144x60Minutes', 0.144, 3600, 1],
    ['Latency1x360Minutes', 0.01, 21_600, 1],
  ])('%s alarms above %d over %i seconds, %i times', (name, threshold, period, datapoints) => {
    const { properties } = named(alarms, name);
    expect(properties).toMatchObject({
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: datapoints,
      DatapointsToAlarm: datapoints,
      TreatMissingData: 'notBreaching',
    });
    for (const query of properties.Metrics) {
      if (query.MetricStat) expect(query.MetricStat.Period).toBe(period);
    }
  });

  test('fewer than 10 bad requests are no incident', () => {
    const expression = (name: string) => named(alarms, name).properties.Metrics[0].Expression;
    expect(expression('Availability144x60Minutes')).toBe(
      'IF((FILL(target, 0) + FILL(elb, 0)) >= 10, (FILL(target, 0) + FILL(elb, 0)) / (FILL(requests, 0) + FILL(elb, 0)), 0)',
    );
    expect(expression('Latency144x60Minutes')).toBe(
      'IF(FILL(slow, 0) >= 10, FILL(slow, 0) / FILL(responses, 0), 0)',
    );
    expect(named(alarms, 'Availability144x60Minutes').properties.AlarmDescription).toContain(
      'in less than 695 requests a single one would exceed it',
    );
  });

  test('say shares as people would', () => {
    const shares = alarms.flatMap(({ properties }) =>
      [...(properties.AlarmDescription ?? '').matchAll(/^More than (\S+) %/g)].map(([, n]) => n),
    );
    expect(
      [...new Set(shares)]
        .map(Number)
        .toSorted((a, b) => b - a)
        .join(),
    ).toBe('14.4,6,3,1,0.144,0.06,0.03,0.01');
    expect(shares.filter((share) => (share ?? '').length > 5)).toEqual([]);
  });

  test('responses of more than a second are slow', () => {
    const { Metrics } = named(alarms, 'Latency6x30Minutes').properties;
    expect(Metrics[1].MetricStat).toMatchObject({ Stat: 'TC(1:)' });
    expect(Metrics[2].MetricStat).toMatchObject({ Stat: 'SampleCount' });
  });

  describe.each([
    [
      'Page',
      [
        'Availability144x60',
        'Availability144x5',
        'Availability6x360',
        'Availability6x30',
        'Latency144x60',
        'Latency144x5',
        'Latency6x360',
        'Latency6x30',
      ],
    ],
    [
      'Ticket',
      [
        'Availability3x1440',
        'Availability3x120',
        'Availability1x4320',
        'Availability1x360',
        'Latency3x1440',
        'Latency3x120',
        'Latency1x4320',
        'Latency1x360',
      ],
    ],
  ])('the %s', (name, windows) => {
    const rule = parseRule(ruleText(named(alarms, name)));
    const fires = (...inAlarm: string[]) =>
      rule((id) => (inAlarm.some((prefix) => id.startsWith(`${prefix}Minutes`)) ? 'ALARM' : 'OK'));

    test.each([0, 2, 4, 6])(
      'fires when both windows of pair %i burn, and not for one of them',
      (index) => {
        const [long = '', short = ''] = windows.slice(index, index + 2);
        expect([fires(long, short), fires(long), fires(short)]).toEqual([true, false, false]);
      },
    );

    test('does not fire for windows of different pairs', () => {
      const [long = '', , , otherShort = ''] = windows;
      expect(fires(long, otherShort)).toBe(false);
    });
  });

  test('the page waits two minutes for the alarms that say where, and keeps quiet for them', () => {
    expect(named(alarms, 'Page').properties).toMatchObject({
      ActionsSuppressor: { 'Fn::GetAtt': [expect.stringContaining('ImpairmentLocated'), 'Arn'] },
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 120,
    });
    expect(named(alarms, 'Ticket').properties).not.toHaveProperty('ActionsSuppressor');
  });
});

test.each<[ServiceLevelObjectives, string]>([
  [
    { availabilityPercent: 100 },
    "'objectives.availabilityPercent' must be from 90 to 99.999, got 100: at 100 there is no error budget",
  ],
  [
    { availabilityPercent: 89 },
    "'objectives.availabilityPercent' must be from 90 to 99.999, got 89",
  ],
  [{ availabilityPercent: 0.9995 }, 'got 0.9995'],
  [
    { availabilityPercent: 99.9, fastPercent: 100 },
    "'objectives.fastPercent' must be from 90 to 99.999, got 100",
  ],
])('fails for %j', (props, message) => {
  expect(() => objectives(props)).toThrow(message);
});

/** The rule with the logical ids of the alarms, without the path before them, for their ARNs. */
function ruleText({ properties }: AlarmResource): string {
  const [, parts] = properties.AlarmRule['Fn::Join'];
  return parts
    .map((part: string | { 'Fn::GetAtt': [string, string] }) =>
      typeof part === 'string'
        ? part
        : part['Fn::GetAtt'][0].replace('ObservabilityObjectives', ''),
    )
    .join('');
}
