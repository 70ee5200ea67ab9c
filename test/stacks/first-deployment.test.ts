import { describe, expect, test } from 'vitest';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { unacknowledged } from '../support/compliance.ts';
import { configWith } from '../support/config.ts';
import { resourcesOf, type SynthesizedStack, synthesize } from '../support/templates.ts';

const alarmTypes = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

function thatTell(stacks: readonly SynthesizedStack[]): string[] {
  return stacks.flatMap(({ name, template }) =>
    alarmTypes
      .flatMap((type) => resourcesOf(template, type))
      .filter(
        ([, { Properties }]) => Properties.AlarmActions && Properties.ActionsEnabled !== false,
      )
      .map(([id]) => `${name} ${id}`),
  );
}

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const config = configWith({ strategy });

  test('nobody is told during the first deployment, and afterwards as ever', () => {
    expect(thatTell(synthesize(config, { firstDeployment: 'true' }))).toEqual([]);
    expect(thatTell(synthesize(config)).length).toBeGreaterThan(20);
  });
});

test('while a Region is added, the others go on telling', () => {
  const regions = ['eu-west-1', 'eu-central-1', 'us-east-1'].map((name) => ({ name }));
  const stacks = synthesize(configWith({ regions, strategy: 'warm-standby' }), {
    addRegion: 'us-east-1',
  });
  expect(thatTell(stacks).length).toBeGreaterThan(20);
});

test('what the compliance packs find in a first deployment is acknowledged', () => {
  const plan = planFor(configWith(), { firstDeployment: 'true' });
  expect(
    unacknowledged(createApp(plan, { context: cdkContext, analyticsReporting: false })),
  ).toEqual([]);
});
