import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { azLoss, both, noLaunches, regionLoss } from '../../lib/resilience/testing/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import '../../lib/resilience/testing/vitest.ts';
import { configWith } from '../support/config.ts';

const app = createApp(planFor(configWith({ strategy: 'warm-standby' })));
const folder = app.synth().directory;

test('an app, or its folder, survives what its templates say it does', () => {
  expect(app).toSurvive(azLoss());
  expect(folder).toSurvive(both(azLoss(), noLaunches()));
  expect(folder).not.toSurvive(regionLoss());
});

test('recovery is asked of one path, with the time that people take', () => {
  expect(folder).toRecoverWithin(Duration.minutes(20), regionLoss('eu-west-1'), 'writes');
  expect(folder).not.toRecoverWithin(Duration.minutes(2), regionLoss('eu-west-1'), 'writes');
  expect(folder).toLoseAtMost(Duration.minutes(5), regionLoss('eu-west-1'), 'writes');
});

test('a failing one prints timeline and evidence', () => {
  const fails = () => expect(folder).toRecoverWithin(Duration.minutes(1), regionLoss('eu-west-1'));
  expect(fails).toThrow(/missed .*too long[\s\S]* decide [\s\S]*assumption decisionMinutes/);
  expect(fails).toThrow(/template\.json:\d+/);
});

test('what is in no place of the templates is no pass', () => {
  const queue = new App();
  new Queue(new Stack(queue, 'Stack'), 'Queue');
  expect(() => expect(queue).toSurvive(azLoss('eu-west-1a'))).toThrow(
    /does not match anything in these templates/,
  );
});
