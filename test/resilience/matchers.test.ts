import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import {
  azLoss,
  both,
  noLaunches,
  regionLoss,
  resilienceMatchers,
} from '../../lib/resilience/testing/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';

interface Own {
  toSurvive(scenario: string, path?: string): void;
  toRecoverWithin(time: Duration, scenario: string, path?: string): void;
  toLoseAtMost(time: Duration, scenario: string, path?: string): void;
}

expect.extend(resilienceMatchers);
const on = (tested: unknown) => expect(tested) as unknown as Own & { readonly not: Own };

const app = createApp(planFor(configWith({ strategy: 'warm-standby' })));
const folder = app.synth().directory;

test('an app, or its folder, survives what its templates say it does', () => {
  on(app).toSurvive(azLoss());
  on(folder).toSurvive(both(azLoss(), noLaunches()));
  on(folder).not.toSurvive(regionLoss());
});

test('recovery is asked of one path, with the time that people take', () => {
  on(folder).toRecoverWithin(Duration.minutes(20), regionLoss('eu-west-1'), 'writes');
  on(folder).not.toRecoverWithin(Duration.minutes(2), regionLoss('eu-west-1'), 'writes');
  on(folder).toLoseAtMost(Duration.minutes(5), regionLoss('eu-west-1'), 'writes');
});

test('a failing one prints timeline and evidence', () => {
  const fails = () => on(folder).toRecoverWithin(Duration.minutes(1), regionLoss('eu-west-1'));
  expect(fails).toThrow(/missed .*too long[\s\S]* decide [\s\S]*assumption decisionMinutes/);
  expect(fails).toThrow(/template\.json:\d+/);
});

test('what is in no place of the templates is no pass', () => {
  const queue = new App();
  new Queue(new Stack(queue, 'Stack'), 'Queue');
  expect(() => on(queue).toSurvive(azLoss('eu-west-1a'))).toThrow(
    /does not match anything in these templates/,
  );
});
