import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphOf, type StackInput } from '../../lib/assembly/index.ts';
import { type Given, type Prediction, predict } from '../../lib/resilience/index.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { type SynthesizedStack, synthesize } from '../support/templates.ts';
import { BREAKS, type Break, broken, PLAIN_BREAKS } from './support/breaks.ts';
import { twoRegions } from './support/two-regions.ts';
import { type Difference, differences } from './support/worse.ts';

/**
 * Nothing that is broken makes a prediction better, and each property behind a promise makes it
 * worse. What the peak needs stays as it was, and whatever may be hard is.
 */
const architectures = [
  ...strategies.map(({ name }) => {
    const config = configWith({ strategy: name });
    const plan = planFor(config);
    const breaks = BREAKS.filter((one) => one.in(plan));
    return architecture(name, synthesize(config), breaks);
  }),
  // Those above answer with aliases, which have no TTL of their own.
  architecture('two Regions behind plain records', twoRegions({ hasData: false }), PLAIN_BREAKS),
];

function architecture(name: string, stacks: readonly SynthesizedStack[], breaks: readonly Break[]) {
  const { assumptions } = predict(graphOfStacks(stacks)).inputs;
  const given = Object.fromEntries(
    assumptions.flatMap(({ key, value }): [string, Given][] => {
      if (key.startsWith('need.')) return [[key, { value, setBy: 'declared' }]];
      return key.startsWith('hard.') ? [[key, { value: true, setBy: 'declared' }]] : [];
    }),
  );
  return { name, stacks, given, base: predict(graphOfStacks(stacks), { given }), breaks };
}

describe.each(architectures)('$name', ({ stacks, given, base, breaks }) => {
  const without = (some: readonly Break[]): Prediction => {
    const changed = broken(stacks, some);
    if (changed === undefined) throw new Error('it has no such place');
    return predict(graphOfStacks(changed), { given });
  };

  test.each(breaks.map((one) => [one.breaks, one] as const))('%s', (_, one) => {
    const found = differences(base, without([one]));
    expect(improvements(found, one.eases)).toEqual([]);
    expect(found).toContainEqual(
      expect.objectContaining({
        scenario: expect.stringMatching(one.worsens),
        path: one.path,
        is: 'worse',
        ...(one.figure && { figure: one.figure }),
      }),
    );
  });

  test('no combination is better than a part of it', () => {
    const some = fc.uniqueArray(fc.constantFrom(...breaks), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(some, ([last, ...others]) => {
        // Both together leave fewer targets than Route 53 asks for, so that the other Region answers:
        // another service is compared then, with what people reach there.
        const both = ['all instances in two zones', 'an instance less'];
        fc.pre(!both.every((name) => [last, ...others].some((one) => one?.breaks === name)));
        // What one of them removes cannot be changed by another.
        fc.pre(last !== undefined && broken(stacks, [...others, last]) !== undefined);
        const found = differences(without(others), without([...others, last]));
        expect(improvements(found, last.eases)).toEqual([]);
      }),
      // The same combinations each time: others are found by another seed.
      { numRuns: 12, seed: 7 },
    );
  });
});

test.each(BREAKS)('$breaks is tried somewhere', (one) => {
  expect(architectures.some(({ breaks }) => breaks.includes(one))).toBe(true);
});

function improvements(found: readonly Difference[], eases: RegExp | undefined) {
  return found.filter(({ scenario, is }) => is === 'better' && eases?.test(scenario) !== true);
}

function graphOfStacks(stacks: readonly SynthesizedStack[]) {
  return graphOf(...(stacks as readonly StackInput[]));
}
