import { Validations } from 'aws-cdk-lib/core';
import { expect, test, vi } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { HighAvailabilityChecks } from '../../lib/review/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { configOver } from '../support/config.ts';
import { thirds } from './thirds.ts';

// What the line in the registry does, for these tests alone.
vi.mock('../../lib/strategies/registry.ts', async (original) => {
  const { strategies } = await original<typeof import('../../lib/strategies/registry.ts')>();
  const { thirds } = await import('./thirds.ts');
  return { strategies: [...strategies, thirds] };
});

// Its name is no name of the registry's types, where a strategy of the project has a line.
const config = { ...configOver(3), strategy: thirds.name as 'multi-az' };

test('the plan of a strategy that differs in every property is what the strategy says', () => {
  const { regions, routing } = planFor(config);
  expect(routing).toBe('latency');
  // A peak of 4 in three zones: 3 · ceil(4 / 2) where all of it is carried, 3 · ceil(1.2 / 2).
  expect(regions.map(({ service }) => service?.compute.minimum)).toEqual([6, 3, 3]);
  expect(regions.flatMap(({ recovery }) => recovery)).toEqual([]);
});

test('it is reviewed by its properties', () => {
  expect(profileOf(planFor(config))).toMatchObject({
    regions: ['eu-west-1', 'eu-central-1', 'us-east-1'].map((name) => ({ name, role: 'active' })),
    liveData: true,
    sharedTraffic: true,
    recovery: 'routing',
  });
});

// An error ends the synthesis, and a warning is printed, which fails the test as well.
test('its templates are as it says, and need no recovery plan', () => {
  const plan = planFor(config);
  const app = createApp(plan, { context: cdkContext, analyticsReporting: false });
  Validations.of(app).addPlugins(new HighAvailabilityChecks(profileOf(plan)));
  const stacks = app.synth().stacksRecursively.map(({ stackName }) => stackName);
  expect(stacks).toContain('evenkeel-us-east-1-service');
  expect(stacks).not.toContain('evenkeel-recovery');
});

test('a name that is in no registry does not compile', () => {
  // @ts-expect-error: neither does this one, whose line is in the registry of this test alone.
  expect(() => planFor({ ...configOver(3), strategy: 'thirds' })).not.toThrow();
});

test('it is among those that a config may name', () => {
  expect(() => planFor({ ...config, strategy: 'third' as 'multi-az' })).toThrow(
    /strategy is 'third', expected one of .*, thirds: did you mean thirds\?/,
  );
});
