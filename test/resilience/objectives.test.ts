import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../lib/assembly/index.ts';
import { parseObjectives } from '../../lib/resilience/inputs/objectives-file.ts';
import { judgeObjectives } from '../../lib/resilience/objectives/judge.ts';
import type { Level, PathPrediction, ScenarioPrediction } from '../../lib/resilience/prediction.ts';
import { objectiveText } from '../../lib/resilience/reports/words.ts';
import { prediction, span } from './support/sample.ts';

const remedies = [
  { resource: 'shop/Plan', property: 'timeoutMinutes', from: 20, to: 10, savesSeconds: 240 },
];
const judge = (
  objectives: Parameters<typeof judgeObjectives>[0],
  scenarios = prediction.scenarios,
) => judgeObjectives(objectives, scenarios, () => remedies);

/** Scenarios of one path each, of some levels. */
function scenariosOf(levels: Readonly<Record<string, Partial<PathPrediction> & { level: Level }>>) {
  return Object.entries(levels).map(([id, path]): ScenarioPrediction => {
    const blank = {
      failingShare: 0,
      timeline: [],
      rto: span(30),
      rpo: span(0),
      failback: null,
      because: [],
    };
    return { id, title: '', paths: { writes: { ...blank, ...path } } };
  });
}

describe('an objective of recovery', () => {
  test('is missed with the scenario, the bar that is too long and what would help', () => {
    const recovery = { regionLoss: { rtoMinutes: 10 } };
    // Without asynchronous work, which is lost, writes are what takes longest.
    const scenarios = prediction.scenarios.map(({ paths: { async: _, ...paths }, ...one }) => ({
      ...one,
      paths,
    }));
    expect(judge({ recovery }, scenarios)).toEqual([
      {
        key: 'regionLoss.rtoMinutes',
        declared: 10,
        predicted: { shortest: 200 / 60, typical: 13.5, longest: 3040 / 60 },
        judged: 'typical',
        verdict: 'missed',
        scenario: 'region-loss:eu-west-1',
        path: 'writes',
        longestBar: expect.objectContaining({ title: 'the database is promoted' }),
        remedies,
      },
    ]);
  });

  test('is missed by what is back in time with less than the peak needs, which is not away any more', () => {
    const scenarios = scenariosOf({ 'region-loss:a': { level: 'degraded', rto: span(300) } });
    const found = judge(
      { recovery: { regionLoss: { rtoMinutes: 10 } }, availabilityPercent: 99.9 },
      scenarios,
    );
    expect(found.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['regionLoss.rtoMinutes', 'missed'],
      ['availabilityPercent.outageMinutes', 'met'],
    ]);
    expect(found.map(objectiveText)).toEqual([
      expect.stringContaining('10 min declared, but with less than the peak needs: writes of'),
      expect.stringContaining('to spare'),
    ]);
  });

  test('is held against the end of the range that is asked for', () => {
    const scenarios = scenariosOf({ 'az-loss:a': { level: 'recovers', rto: span(20, 60, 90) } });
    const at = (end: 'shortest' | 'typical' | 'longest') =>
      judge({ recovery: { 'az-loss': { rtoMinutes: 1 } }, judge: end }, scenarios)[0]?.verdict;
    expect([at('shortest'), at('typical'), at('longest')]).toEqual(['met', 'met', 'missed']);
  });

  test.each([
    ['the worst place', { level: 'recovers', rto: span(90) }, 'missed'],
    ['what nothing comes back of', { level: 'lost', rto: null, rpo: null }, 'missed'],
    ['what serves less than it must', { level: 'degraded', rto: span(5) }, 'missed'],
    ['what is not known', { level: 'unknown', rto: null, rpo: null }, 'unknown'],
    ['what is soon back', { level: 'recovers', rto: span(50) }, 'met'],
  ] as const)('is decided by %s', (_, path, verdict) => {
    const scenarios = scenariosOf({ 'az-loss:a': { level: 'unaffected' }, 'az-loss:b': path });
    expect(judge({ recovery: { 'az-loss': { rtoMinutes: 1 } } }, scenarios)).toMatchObject([
      { verdict, scenario: 'az-loss:b' },
    ]);
  });

  test('counts a person in, unless it has to be reached by itself', () => {
    const path = {
      level: 'recovers-by-hand',
      rto: span(600),
      byHand: { level: 'recovers', timeline: [], rto: span(600), rpo: span(0) },
    } as const;
    const scenarios = scenariosOf({ 'region-loss:a': path });
    const at = (byItself: boolean) =>
      judge({ recovery: { regionLoss: { rtoMinutes: 10, byItself } } }, scenarios)[0];
    expect(at(false)).toMatchObject({ verdict: 'met', predicted: { typical: 10 } });
    expect(at(true)).toMatchObject({ verdict: 'missed', predicted: null });
  });

  test('asks of reads no RPO', () => {
    const found = judge({ recovery: { 'az-loss:eu-west-1a': { rpoMinutes: 0 } } });
    expect(found).toMatchObject([{ path: 'writes', verdict: 'unknown' }]);
  });

  test('is unknown where no scenario is called so', () => {
    expect(judge({ recovery: { 'az-loss:eu-west-1z': { rtoMinutes: 1 } } })).toMatchObject([
      { key: 'az-loss:eu-west-1z.rtoMinutes', verdict: 'unknown' },
    ]);
  });
});

describe('an availability', () => {
  const lost = (minutes: number) =>
    scenariosOf({
      'region-loss:a': {
        level: 'recovers-by-hand',
        rto: span(minutes * 60),
        byHand: { level: 'recovers-by-hand', timeline: [], rto: span(minutes * 60), rpo: span(0) },
      },
    });

  test.each([
    [52, 'met'],
    [53, 'missed'],
  ] as const)(
    'of 99.99 leaves 52 minutes of a year: a recovery in %d is %s',
    (minutes, verdict) => {
      expect(judge({ availabilityPercent: 99.99 }, lost(minutes))).toMatchObject([
        {
          key: 'availabilityPercent.outageMinutes',
          declared: 52,
          verdict,
          scenario: 'region-loss:a',
        },
      ]);
    },
  );

  test('is not judged where the service waits for its Region', () => {
    const waits = scenariosOf({ 'region-loss:a': { level: 'lost', rto: null, rpo: null } });
    expect(judge({ availabilityPercent: 99.99 }, waits)).toEqual([]);
  });
});

test.each([
  ['unaffected', 'met'],
  ['recovers', 'met'],
  ['recovers-by-hand', 'missed'],
  ['degraded', 'missed'],
  ['lost', 'missed'],
  ['unknown', 'unknown'],
] as const)('what is %s: survival is %s', (level, verdict) => {
  const scenarios = scenariosOf({
    'az-loss:a+no-launches': { level },
    'az-loss:a': { level: 'lost' },
  });
  expect(judge({ survives: ['az-loss+no-launches'] }, scenarios)).toMatchObject([
    { key: 'survives.az-loss+no-launches', verdict, scenario: 'az-loss:a+no-launches' },
  ]);
});

describe('a file of objectives', () => {
  const parse = (text: string) => {
    const { declared, problems } = parseObjectives(text, 'o.yaml');
    return { declared, problems: problems.map(formatProblem) };
  };

  test('declares objectives as a config has them, survival and assumptions', () => {
    const { declared, problems } = parse(`
objectives:
  availabilityPercent: 99.95
  regionLoss: { rtoMinutes: 20, rpoMinutes: 1 }
  az-loss+no-launches: { rtoMinutes: 1, byItself: true }
survives: [az-loss, 'az-loss:eu-west-1a']
judge: longest
need: { WebGroup: 4 }
hard: { Cache: false }
decisionMinutes: 10
`);
    expect(problems).toEqual([]);
    expect(declared).toEqual({
      objectives: {
        recovery: {
          regionLoss: { rtoMinutes: 20, rpoMinutes: 1 },
          'az-loss+no-launches': { rtoMinutes: 1, byItself: true },
        },
        availabilityPercent: 99.95,
        survives: ['az-loss', 'az-loss:eu-west-1a'],
        judge: 'longest',
      },
      assumptions: { 'need.WebGroup': 4, 'hard.Cache': false, decisionMinutes: 10 },
    });
  });

  test('tells everything that is wrong at once, with its line', () => {
    expect(
      parse(`objectives:
  regionLos: { rtoMinutes: 20 }
survives:
  - az-los
need: { WebGroup: many }
hard: [Cache]
judge: best
decisionMinute: 5
`).problems,
    ).toEqual([
      expect.stringMatching(
        /^o.yaml:8:1: found decisionMinute: 5; .*did you mean decisionMinutes\?/,
      ),
      expect.stringMatching(/^o.yaml:2:3: found objectives.regionLos.*did you mean region-loss\?/),
      expect.stringMatching(/^o.yaml:4:5: found survives\[0\]: 'az-los'; .*did you mean az-loss\?/),
      expect.stringMatching(/^o.yaml:7:1: found judge: 'best'; expected one of shortest/),
      expect.stringMatching(/^o.yaml:5:9: found need.WebGroup: 'many'; expected a number/),
      expect.stringMatching(/^o.yaml:6:1: found hard: \[ 'Cache' \]; expected an object/),
    ]);
  });

  test('may be empty', () => {
    expect(parse('\n').problems).toEqual([]);
  });
});
