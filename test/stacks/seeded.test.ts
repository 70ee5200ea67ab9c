import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { HighAvailabilityChecks } from '../../lib/review/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { configOver, configWith } from '../support/config.ts';
import { configOf, shapes } from '../support/shapes.ts';

/** `npm run synthesize` makes more of them. */
const runs = Number(process.env.EVENKEEL_SYNTHESES ?? 10);

// The warning about two zones is meant for people.
const context = { ...cdkContext, '@aws-cdk/core:annotationsInValidationReport': false };

const sampled = fc
  .sample(shapes, { numRuns: runs, seed: 20_261_126 })
  .map((shape) => [JSON.stringify(shape), configOf(shape)] as const);

// What was declared once, and refused by rounding: the peaks of instances and of workers round apart.
const rounded = [
  ['a peak of 149', configWith({ peakInstances: 149 })],
  ['workers that round otherwise', configWith({ peakInstances: 6, peakWorkers: 3 })],
  [
    'a standby with two zones',
    configOver(2, {
      regions: [{ name: 'eu-west-1' }, { name: 'us-west-1', acceptTwoAvailabilityZones: true }],
    }),
  ],
] as const;

// An error ends the synthesis, and a warning of the review is printed, which fails the test as well.
test.each([...rounded, ...sampled])('%s synthesizes under both plugins', (_, config) => {
  const plan = planFor(config);
  const app = createApp(plan, { context, analyticsReporting: false });
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HighAvailabilityChecks(profileOf(plan)),
  );
  expect(app.synth().stacksRecursively.length).toBeGreaterThan(5);
});
