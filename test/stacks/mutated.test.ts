import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ConfigError } from '../../lib/config/problem.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { hostile, pathsOf, replaced, whole } from '../config/mutated.ts';
import { cdkContext } from '../support/app.ts';

type Config = Parameters<typeof planFor>[0];

const context = { ...cdkContext, '@aws-cdk/core:annotationsInValidationReport': false };

function isAccepted(config: unknown): boolean {
  try {
    planFor(config as Config);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** Texts and numbers that are right in form, beside those that are hostile. */
const unusual: readonly unknown[] = [
  ...hostile,
  500,
  100,
  2,
  'a',
  'A',
  '𝒳 = 1; y',
  '/',
  'x'.repeat(200),
];

/** For each place of a config, what the checks let stand there although it is not what was meant. */
const accepted = pathsOf(whole)
  .filter((path) => path.length > 0 && path[0] !== 'strategy' && path[0] !== 'stage')
  .map((path) => ({
    path,
    values: unusual.filter((value) => isAccepted(replaced(whole, path, value))),
  }))
  .filter(({ values }) => values.length > 0);

const most = Math.max(...accepted.map(({ values }) => values.length));

/** The config in which as many places as go together hold their nth accepted value. */
function nth(index: number): unknown {
  let config: unknown = whole;
  for (const { path, values } of accepted) {
    const changed = tryReplaced(config, path, values[index % values.length]);
    if (changed !== undefined && isAccepted(changed)) config = changed;
  }
  return config;
}

/** Undefined where what the path leads through is gone by an earlier change. */
function tryReplaced(config: unknown, path: readonly string[], value: unknown): unknown {
  let inner = config;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  return replaced(config, path, value);
}

// Warnings are meant for people.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

test('many places take what was not meant', () => {
  expect(accepted.length).toBeGreaterThan(20);
});

test.each(Array.from({ length: Math.min(most, 8) }, (_, index) => [index]))(
  'what the checks let through synthesizes: %i',
  (index) => {
    const app = createApp(planFor(nth(index) as Config), { context, analyticsReporting: false });
    expect(app.synth().stacksRecursively.length).toBeGreaterThan(5);
  },
);
