import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigError } from '../../lib/config/problem.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { hostile, pathsOf, replaced, whole } from './mutated.ts';

const paths = pathsOf(whole);

test('the config that is changed is a good one', () => {
  expect(planFor(whole).name).toBe('evenkeel');
});

test.each(paths.map((path) => [path.join('.') || 'all of it', path] as const))(
  'whatever stands for %s, the answer is a plan or messages',
  (_, path) => {
    for (const value of hostile) {
      for (const { name } of strategies) {
        const changed = replaced({ ...whole, strategy: name }, path, value);
        expectAnswer(changed as Parameters<typeof planFor>[0]);
      }
    }
  },
);

test('whatever two fields become, the answer is a plan or messages', () => {
  const change = fc.tuple(
    fc.constantFrom(...paths),
    fc.oneof(fc.anything(), fc.constantFrom(...hostile)),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), (changes) => {
      let config: unknown = whole;
      for (const [path, value] of changes) {
        if (reaches(config, path)) config = replaced(config, path, value);
      }
      expectAnswer(config as Parameters<typeof planFor>[0]);
    }),
    { numRuns: 300 },
  );
});

function reaches(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isInside && reaches((value as Record<string, unknown>)[key], rest);
}

function expectAnswer(config: Parameters<typeof planFor>[0]): void {
  try {
    const { regions } = planFor(config);
    for (const { service } of regions) expect(service?.compute.minimum ?? 0).not.toBeNaN();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    expect(error.message).not.toContain('undefined, expected');
  }
}
