import { Validations } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { HighAvailabilityChecks } from '../../lib/review/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { configOver } from '../support/config.ts';

const cases = [
  ...strategies.map(({ name, minimumRegions }) => [name, Math.max(2, minimumRegions)] as const),
  ['warm-standby', 3] as const,
  ['active-active', 3] as const,
];

// An error ends the synthesis, and a warning is printed, which fails the test as well.
test.each(cases)(
  '%s over %i Regions has no finding that is not acknowledged',
  (strategy, count) => {
    const config = configOver(count, { strategy });
    const app = createApp(planFor(config), { context: cdkContext, analyticsReporting: false });
    const checks = new HighAvailabilityChecks(profileOf(planFor(config)));
    Validations.of(app).addPlugins(checks);

    expect(app.synth().stacksRecursively.length).toBeGreaterThan(5);
  },
);
