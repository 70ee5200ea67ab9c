import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { load } from '../../lib/assembly/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { folderOf } from '../assembly/support.ts';
import { cdkContext } from '../support/app.ts';
import { configWith } from '../support/config.ts';
import { hasOtherRegion, runsElsewhere } from '../support/plans.ts';
import { run } from './support/command.ts';

const stacks = {
  artifacts: {
    Data: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/eu-west-1',
      properties: { templateFile: 'data.json' },
    },
  },
};
const assembly = {
  'manifest.json': { version: '55.0.0', ...stacks },
  'data.json': { Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } },
};
const declared = {
  version: 1,
  regions: [
    { name: 'eu-west-1', role: 'primary' },
    { name: 'eu-central-1', role: 'standby' },
  ],
  liveData: true,
  sharedTraffic: false,
  recovery: 'switch',
  standbyFraction: 0.5,
  peaks: [{ resource: 'Web*', instances: 4 }],
  objectives: { availabilityPercent: 99.95, regionLoss: { rtoMinutes: 20, rpoMinutes: 1 } },
  survives: ['az-loss'],
};

function reviewed(files: Readonly<Record<string, object | string>>, config?: object) {
  const folder = folderOf({ ...files, ...(config && { 'review.json': config }) });
  const options = config === undefined ? [] : ['--config', join(folder, 'review.json')];
  const { code, out, err } = run(folder, ['review', folder, '--format', 'json', ...options]);
  return { code, err, ...(out === '' ? {} : JSON.parse(out)) };
}

describe('what a cloud assembly declares', () => {
  test('counts as what a config declares', () => {
    const { profile } = reviewed({ ...assembly, 'evenkeel.json': declared });
    const { version: _, standbyFraction, survives: __, ...others } = declared;
    const config = {
      ...others,
      floors: { standbyFraction },
      objectives: { rtoSeconds: 1200, rpoSeconds: 60 },
    };
    expect(profile).toEqual(reviewed(assembly, config).profile);
    expect(profile).not.toEqual(reviewed(assembly).profile);
  });

  test('gives way to a config, key by key', () => {
    const config = { recovery: 'routing', objectives: { rtoSeconds: 60 } };
    const { profile } = reviewed({ ...assembly, 'evenkeel.json': declared }, config);
    expect(profile).toMatchObject({
      recovery: 'routing',
      liveData: true,
      regions: declared.regions,
      objectives: { rtoSeconds: 60, rpoSeconds: 60 },
    });
  });

  test('gives way to the name of a strategy with all that it stands for', () => {
    const files = { ...assembly, 'evenkeel.json': declared };
    const { profile } = reviewed(files, { strategy: 'active-active' });
    expect(profile).toMatchObject({
      recovery: 'routing',
      sharedTraffic: true,
      floors: { standbyFraction: 1 },
    });
  });

  test('is told of with all its mistakes and their lines, and then counts for nothing', () => {
    const broken = `{
  "version": 1,
  "recovery": "swich",
  "floors": { "availabilityZones": 1 },
  "peaks": [{ "resource": "Web" }]
}`;
    const files = { ...assembly, 'evenkeel.json': broken };
    const { problems, profile } = reviewed(files);
    expect(
      problems.map(({ line, found }: { line: number; found: string }) => `${line}: ${found}`),
    ).toEqual([
      "3: recovery: 'swich'",
      '4: floors: { availabilityZones: 1 }',
      '5: no peaks[0].instances',
    ]);
    expect(profile).toEqual(reviewed(assembly).profile);
  });

  test('of another edition is not guessed at', () => {
    const { problems } = reviewed({
      ...assembly,
      'evenkeel.json': { ...declared, version: 2, news: [] },
    });
    expect(problems).toEqual([
      expect.objectContaining({ found: 'version: 2', file: 'evenkeel.json' }),
    ]);
  });

  test('of two services that differ is none', () => {
    const files = Object.entries({ ...assembly, 'evenkeel.json': declared });
    const other = { ...declared, recovery: 'none' };
    const both = Object.fromEntries([
      ...files.map(([name, text]) => [`a/${name}`, text]),
      ...files.map(([name, text]) => [`b/${name}`, text]),
    ]);
    expect(reviewed(both).profile.recovery).toBe('switch');
    const { problems, profile } = reviewed({ ...both, 'b/evenkeel.json': other });
    expect(profile.recovery).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        found: 'declarations of 2 services that differ',
      }),
    ]);
  });
});

test.each(strategies.map(({ name }) => name))(
  'the assembly of %s declares what its owner does',
  (strategy) => {
    const config = configWith({ strategy });
    const plan = planFor(config);
    const app = createApp(plan, { context: cdkContext, analyticsReporting: false });
    const { declaration, problems } = load([app.synth().directory]);

    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(declaration).toMatchObject({
      regions: plan.regions.map(({ region }) => ({ name: region })),
      peaks: [{ instances: plan.peakInstances }, { instances: plan.peakWorkers }],
      objectives: JSON.parse(JSON.stringify(plan.objectives)),
      survives: ['az-loss'],
    });
    expect(declaration?.recovery === 'none').toBe(!hasOtherRegion(plan));
    expect((declaration?.standbyFraction ?? 0) > 0).toBe(runsElsewhere(plan));
  },
);
