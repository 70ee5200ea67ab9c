import { expect, test } from 'vitest';
import { alternativesOf } from '../../lib/resilience/alternatives.ts';
import type { Assumption, Level, Prediction } from '../../lib/resilience/prediction.ts';
import { prediction } from './support/sample.ts';

/** A prediction that rests on some assumptions, in which reads come to one level. */
function predicted(level: Level, assumptions: readonly Partial<Assumption>[]): Prediction {
  const [scenario] = prediction.scenarios.filter(({ id }) => id.startsWith('az-loss'));
  const reads = scenario?.paths.reads;
  if (scenario === undefined || reads === undefined) throw new Error('there is no such scenario');
  return {
    ...prediction,
    inputs: {
      facts: [],
      assumptions: assumptions.map((one) => ({
        key: '',
        value: 0,
        unit: '',
        setBy: 'default',
        source: '',
        asOf: '2026-11-26',
        ...one,
      })),
    },
    scenarios: [{ ...scenario, paths: { reads: { ...reads, level } } }],
  };
}

const need = { key: 'need.Group', value: 4, range: [0, 6] } as const;
const hard = { key: 'hard.Cache', value: true } as const;

test('asks what would be if all of a minimum were needed, and if a hard dependency were soft', () => {
  const asked: unknown[] = [];
  const alternatives = alternativesOf(predicted('recovers', [need, hard]), (values) => {
    asked.push(values);
    return predicted('need.Group' in values ? 'degraded' : 'recovers', [need, hard]);
  });
  expect(asked).toEqual([{ 'need.Group': 6 }, { 'hard.Cache': false }]);
  expect(alternatives).toEqual([
    {
      assumption: 'need.Group',
      value: 6,
      changes: [
        { scenario: 'az-loss:eu-west-1a', path: 'reads', from: 'recovers', to: 'degraded' },
      ],
    },
    { assumption: 'hard.Cache', value: false, changes: [] },
  ]);
});

test.each([
  ['what somebody set', { ...need, setBy: 'declared' as const }],
  ['a need that is all of the minimum', { ...need, value: 6 }],
  ['other assumptions', { key: 'decisionMinutes', value: 5, range: [2, 30] as const }],
])('asks nothing of %s', (_, assumption) => {
  const now = predicted('recovers', [assumption]);
  expect(alternativesOf(now, () => expect.fail('it was asked'))).toEqual([]);
});
