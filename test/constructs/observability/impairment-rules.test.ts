import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  outlierShare,
  type RegionEvidence,
  regionImpaired,
  zoneImpaired,
} from '../../../constructs/observability/impairment-rules.ts';
import { testStack } from '../../support/app.ts';
import { parseRule, type State } from './alarm-rule.ts';

const ZONES = ['a', 'b', 'c'];
const KINDS = [
  'faultRate',
  'faultShare',
  'slowRate',
  'slowShare',
  'targets',
  'workload.faultRate',
  'workload.faultShare',
] as const;
const EVIDENCE = [
  'faultRate',
  'slowRate',
  'noData',
  ...ZONES.flatMap((zone) => KINDS.map((kind) => `${zone}.${kind}`)),
];

const stack = testStack();
const PREFIX = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:';
const alarm = (name: string) => cloudwatch.Alarm.fromAlarmArn(stack, name, `${PREFIX}${name}`);
const nameOf = (arn: string) => arn.slice(PREFIX.length);
const evidence: RegionEvidence = {
  faultRate: alarm('faultRate'),
  slowRate: alarm('slowRate'),
  noData: alarm('noData'),
  zones: new Map(
    ZONES.map((zone) => [
      zone,
      {
        faultRate: alarm(`${zone}.faultRate`),
        faultShare: alarm(`${zone}.faultShare`),
        slowRate: alarm(`${zone}.slowRate`),
        slowShare: alarm(`${zone}.slowShare`),
        targets: alarm(`${zone}.targets`),
        workload: {
          faultRate: alarm(`${zone}.workload.faultRate`),
          faultShare: alarm(`${zone}.workload.faultShare`),
        },
      },
    ]),
  ),
};
const zoneRules = ZONES.map((zone) => parseRule(zoneImpaired(zone, evidence).renderAlarmRule()));
const regionRule = parseRule(regionImpaired(evidence, ZONES.map(alarm)).renderAlarmRule());

/** What is impaired, given the states of the evidence. */
function judge(stateOf: (name: string) => State) {
  const zones = ZONES.filter((_, index) => zoneRules[index]?.((arn) => stateOf(nameOf(arn))));
  const region = regionRule((arn) => {
    const name = nameOf(arn);
    if (ZONES.includes(name)) return zones.includes(name) ? 'ALARM' : 'OK';
    return stateOf(name);
  });
  return { zones, region };
}

/** What is impaired, given the evidence that is in alarm. */
function judgeAlarms(...inAlarm: string[]) {
  for (const name of inAlarm) expect(EVIDENCE).toContain(name);
  return judge((name) => (inAlarm.includes(name) ? 'ALARM' : 'OK'));
}

const NOTHING = { zones: [], region: false };
const REGION = { zones: [], region: true };
const zonal = (zone: string) => ({ zones: [zone], region: false });
const all = (kind: string) => ZONES.map((zone) => `${zone}.${kind}`);

describe('an impairment is located', () => {
  test.each<[string, string[], { zones: string[]; region: boolean }]>([
    ['nothing in alarm', [], NOTHING],
    ['requests fail in one zone', ['b.faultRate', 'b.faultShare'], zonal('b')],
    [
      'instances of one zone fail requests, which all nodes see',
      ['faultRate', ...all('faultRate'), 'b.workload.faultRate', 'b.workload.faultShare'],
      zonal('b'),
    ],
    [
      'instances of all zones fail requests',
      ['faultRate', ...all('faultRate'), ...all('workload.faultRate')],
      REGION,
    ],
    [
      'instances of two zones fail requests, most of them in one',
      ['faultRate', 'a.workload.faultRate', 'b.workload.faultRate', 'b.workload.faultShare'],
      REGION,
    ],
    [
      'the same, and it shows in the whole Region',
      ['faultRate', 'b.faultRate', 'b.faultShare'],
      zonal('b'),
    ],
    ['responses are slow in one zone', ['c.slowRate', 'c.slowShare'], zonal('c')],
    [
      'one zone fails and is slow',
      ['a.faultRate', 'a.faultShare', 'a.slowRate', 'a.slowShare'],
      zonal('a'),
    ],
    [
      'targets of one zone fail, which cross-zone load balancing spreads over all nodes',
      ['faultRate', ...all('faultRate'), 'a.targets'],
      zonal('a'),
    ],
    [
      'targets of one zone are slow, spread over all nodes',
      ['slowRate', ...all('slowRate'), 'a.targets'],
      zonal('a'),
    ],
    ['two zones fail evenly', ['faultRate', 'a.faultRate', 'b.faultRate'], REGION],
    [
      'two zones fail, too few requests for the Region to notice',
      ['a.faultRate', 'b.faultRate'],
      REGION,
    ],
    [
      'two zones fail, one much more than the other',
      ['faultRate', 'a.faultRate', 'a.faultShare', 'b.faultRate'],
      REGION,
    ],
    [
      'targets fail in two zones',
      ['faultRate', ...all('faultRate'), 'a.targets', 'b.targets'],
      REGION,
    ],
    ['two zones are slow', ['a.slowRate', 'c.slowRate'], REGION],
    [
      'two zones are slow, one much more than the other',
      ['slowRate', 'a.slowRate', 'a.slowShare', 'b.slowRate'],
      REGION,
    ],
    ['all zones fail', ['faultRate', ...all('faultRate')], REGION],
    ['all zones are slow', ['slowRate', ...all('slowRate')], REGION],
    ['the Region fails and no zone stands out', ['faultRate'], REGION],
    [
      'one zone fails and another is slow',
      ['a.faultRate', 'a.faultShare', 'b.slowRate', 'b.slowShare'],
      { zones: ['a', 'b'], region: true },
    ],
    ['targets fail, but nobody is hurt', ['a.targets'], NOTHING],
    ['a zone has most of a few faults', ['b.faultShare'], NOTHING],
    ['a zone has many faults but not most of them, and the Region few', ['b.faultRate'], NOTHING],
    ['no data', ['noData'], NOTHING],
    [
      'no data, and a zone still in alarm from before',
      ['noData', 'a.faultRate', 'a.faultShare'],
      NOTHING,
    ],
    [
      'no data, and all zones still in alarm from before',
      ['noData', 'faultRate', ...all('faultRate')],
      NOTHING,
    ],
  ])('%s', (_, inAlarm, expected) => {
    expect(judgeAlarms(...inAlarm)).toEqual(expected);
  });

  const states = fc.record(
    Object.fromEntries(
      EVIDENCE.map((name) => [name, fc.constantFrom<State>('OK', 'ALARM', 'INSUFFICIENT_DATA')]),
    ),
  );
  const judged = (
    property: (given: Record<string, State>, found: ReturnType<typeof judge>) => boolean,
  ) =>
    fc.assert(
      fc.property(states, (given) =>
        property(
          given,
          judge((name) => given[name] ?? 'OK'),
        ),
      ),
      { numRuns: 2000 },
    );

  test('never as one zone and the Region at once', () => {
    judged((_, { zones, region }) => !(zones.length === 1 && region));
  });

  test('as something, whenever the Region is hurt and there is data', () => {
    judged(
      (given, { zones, region }) =>
        given.noData === 'ALARM' ||
        (given.faultRate !== 'ALARM' && given.slowRate !== 'ALARM') ||
        region ||
        zones.length === 1,
    );
  });

  test('as nothing, without data', () => {
    judged(
      (given, { zones, region }) => given.noData !== 'ALARM' || (zones.length === 0 && !region),
    );
  });

  test('by what is known alone: an alarm with insufficient data counts as one that is OK', () => {
    judged((given, found) => {
      const known = judge((name) => (given[name] === 'ALARM' ? 'ALARM' : 'OK'));
      return JSON.stringify(known) === JSON.stringify(found);
    });
  });
});

test.each([
  [2, 0.75],
  [3, 0.667],
  [4, 0.625],
  [6, 0.583],
])('with %i zones one stands out from a share of %f on', (zones, share) => {
  expect(outlierShare(zones)).toBe(share);
});

test('fails for a zone that there is no evidence of', () => {
  expect(() => zoneImpaired('d', evidence)).toThrow("'zone' must be one of a, b, c, got d");
});

test('the rule of a zone among six stays within the 10240 characters of a composite alarm', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  const long = (name: string) =>
    cloudwatch.Alarm.fromAlarmArn(
      stack,
      `long.${name}`,
      `arn:aws:cloudwatch:ap-southeast-1:111122223333:alarm:${name.padEnd(120, 'x')}`,
    );
  const rule = zoneImpaired('a', {
    faultRate: long('faultRate'),
    slowRate: long('slowRate'),
    noData: long('noData'),
    zones: new Map(
      six.map((zone) => {
        const of = (kind: string) => long(`${zone}.${kind}`);
        return [
          zone,
          {
            faultRate: of('faultRate'),
            faultShare: of('faultShare'),
            slowRate: of('slowRate'),
            slowShare: of('slowShare'),
            targets: of('targets'),
            workload: {
              faultRate: of('workload.faultRate'),
              faultShare: of('workload.faultShare'),
            },
          },
        ];
      }),
    ),
  });
  expect(rule.renderAlarmRule().length).toBeLessThan(10_240);
});
