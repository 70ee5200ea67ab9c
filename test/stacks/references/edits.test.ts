import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Overrides } from '../../../lib/config/index.ts';
import { type EvenkeelConfig, strategies } from '../../../lib/strategies/index.ts';
import { configUnder } from '../../../scripts/sample.ts';
import { configWith } from '../../support/config.ts';
import { type Deployment, deploy, underData } from '../../support/deployment.ts';
import { type SynthesizedStack, synthesize } from '../../support/templates.ts';

/** Every key of a config by its path, as the types have it: a key without an edit does not compile. */
type Keys<T> = {
  [K in keyof T & string]: NonNullable<T[K]> extends readonly (infer Item)[]
    ? Item extends { readonly name: string }
      ? K | `${K}[].${Keys<Item>}`
      : K
    : NonNullable<T[K]> extends object
      ? string extends keyof NonNullable<T[K]>
        ? K
        : `${K}.${Keys<NonNullable<T[K]>>}`
      : K;
}[keyof T & string];

type Key = Keys<EvenkeelConfig> | `-c ${keyof Overrides}`;

/**
 * What an edit of a deployed config comes to. `deploys`: in one `cdk deploy '**'`, and whoever reads
 * what it replaces is told. `refused`: by CloudFormation, before what holds data is touched. `apart`:
 * it is another service beside the deployed one. `own test`: below.
 */
type Edit =
  | { readonly outcome: 'deploys'; readonly change: (config: EvenkeelConfig) => EvenkeelConfig }
  | {
      readonly outcome: 'refused';
      readonly regions: EvenkeelConfig['regions'];
      readonly by: RegExp;
    }
  | { readonly outcome: 'apart' | 'own test' };

const deploys = (changes: Partial<EvenkeelConfig>): Edit => ({
  outcome: 'deploys',
  change: (config) => ({ ...config, ...changes }),
});
const inside = <K extends 'domain' | 'objectives' | 'alerts' | 'deployments'>(
  key: K,
  changes: Partial<NonNullable<EvenkeelConfig[K]>>,
): Edit => ({
  outcome: 'deploys',
  change: (config) => ({ ...config, [key]: { ...config[key], ...changes } }),
});
const workload = (changes: Partial<EvenkeelConfig['workload'] & object>): Edit => ({
  outcome: 'deploys',
  change: (config) => ({
    ...config,
    // The keys of one form, put together key by key.
    workload: { ...config.workload, ...changes } as NonNullable<EvenkeelConfig['workload']>,
  }),
});
const refused = (change: Partial<EvenkeelConfig['regions'][number]>, by: RegExp): Edit => ({
  outcome: 'refused',
  regions: [{ name: 'eu-west-1', ...change }, { name: 'eu-central-1' }],
  by,
});
const zones = (letters: string) => [...letters].map((letter) => `eu-west-1${letter}`);
const ownTest: Edit = { outcome: 'own test' };

const edits: Readonly<Record<Key, Edit>> = {
  name: { outcome: 'apart' },
  // development.test.ts
  stage: ownTest,
  account: deploys({ account: '111122223333' }),
  strategy: ownTest,
  regions: ownTest,
  'regions[].name': ownTest,
  'regions[].availabilityZones': refused({ availabilityZones: zones('cab') }, /-network: .*Subnet/),
  'regions[].acceptTwoAvailabilityZones': refused(
    { availabilityZones: zones('ab'), acceptTwoAvailabilityZones: true },
    /-network: .*Subnet/,
  ),
  'regions[].cidr': refused(
    { cidr: '10.99.0.0/16' },
    /-network: .*ExportsOutputRefNetwork6E62CE96/,
  ),
  'regions[].databaseSnapshot': refused(
    { databaseSnapshot: 'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:monday' },
    /-data: .*DatabaseB269D8BB/,
  ),
  // existing.test.ts
  'regions[].vpc.id': ownTest,
  'regions[].vpc.cidr': ownTest,
  'regions[].vpc.publicSubnetIds': ownTest,
  'regions[].vpc.privateSubnetIds': ownTest,
  'regions[].vpc.isolatedSubnetIds': ownTest,
  'regions[].vpc.natGatewayIds': ownTest,
  'regions[].certificateArn': ownTest,
  'domain.zoneName': inside('domain', { zoneName: 'example.org' }),
  'domain.hostedZoneId': inside('domain', { hostedZoneId: 'ZOTHEREXAMPLE' }),
  'domain.createHostedZone': inside('domain', { createHostedZone: true }),
  'domain.recordName': inside('domain', { recordName: 'web.example.org' }),
  'domain.healthCheck': inside('domain', { healthCheck: 'serving' }),
  peakInstances: deploys({ peakInstances: 9 }),
  instanceType: deploys({ instanceType: 'm8g.large' }),
  databaseInstanceType: deploys({ databaseInstanceType: 'r8g.large' }),
  cacheNodeType: deploys({ cacheNodeType: 'r7g.xlarge' }),
  peakWorkers: deploys({ peakWorkers: 5 }),
  standbyFraction: deploys({ standbyFraction: 0.7 }),
  'objectives.availabilityPercent': inside('objectives', { availabilityPercent: 99.9 }),
  'objectives.regionLoss.rtoMinutes': inside('objectives', {
    regionLoss: { rtoMinutes: 90, rpoMinutes: 5 },
  }),
  'objectives.regionLoss.rpoMinutes': inside('objectives', {
    regionLoss: { rtoMinutes: 90, rpoMinutes: 7 },
  }),
  'alerts.page': inside('alerts', { page: ['other@example.com'] }),
  'alerts.ticket': inside('alerts', {
    ticket: [{ slack: { workspaceId: 'T0123456789', channelId: 'C0123456789' } }],
  }),
  'alerts.runbooks': inside('alerts', { runbooks: 'https://runbooks.example.com' }),
  'deployments.checkpointMinutes': inside('deployments', { checkpointMinutes: 20 }),
  'deployments.bakeMinutes': inside('deployments', { bakeMinutes: 30 }),
  // Below, since a workload has either.
  'workload.folder': ownTest,
  'workload.commands': workload({
    commands: ['run', 'run-more'],
    workers: { commands: ['work', 'work-more'] },
  }),
  'workload.port': workload({ port: 9090 }),
  'workload.checks.shallow': workload({ checks: { shallow: '/up' } }),
  'workload.checks.serving': workload({ checks: { shallow: '/up', serving: '/users' } }),
  'workload.environment': workload({ environment: { LOG_LEVEL: 'debug' } }),
  'workload.secrets': workload({ secrets: ['payment/api-key'] }),
  'workload.metricsNamespace': workload({ metricsNamespace: 'Shop' }),
  'workload.traces': workload({ traces: true }),
  'workload.startupMinutes': workload({ startupMinutes: 9 }),
  'database.migrations': deploys({ database: { migrations: 'lib/workload/migrations' } }),
  tags: deploys({ tags: { team: 'payments' } }),
  '-c strategy': ownTest,
  '-c primary': ownTest,
  '-c firstDeployment': ownTest,
  // adding-a-region.test.ts
  '-c addRegion': ownTest,
};

// The warning about two zones is meant for people.
const quiet = { context: { '@aws-cdk/core:annotationsInValidationReport': false } };
const config = configWith({
  strategy: 'warm-standby',
  workload: {
    commands: ['run'],
    workers: { commands: ['work'] },
    port: 8080,
    checks: { shallow: '/health' },
  },
});
const deployed = synthesize(config);

/** What has to hold of every edit that is not refused. */
function expectInOneRun(before: readonly SynthesizedStack[], after: readonly SynthesizedStack[]) {
  const deployment = deploy(before, after);
  expect(deployment.refused).toBeUndefined();
  expect(deployment.stale).toEqual([]);
  expectDataKept(before, deployment);
  return deployment;
}

function expectDataKept(before: readonly SynthesizedStack[], { replaced }: Deployment) {
  const protectedOnes = underData(before);
  expect(protectedOnes.size).toBeGreaterThan(0);
  expect(replaced.filter((each) => protectedOnes.has(each))).toEqual([]);
}

test('network and keys are among what data stands on', () => {
  const found = [...underData(deployed)].filter((each) => each.startsWith('evenkeel-eu-west-1-'));
  expect(found).toEqual(
    expect.arrayContaining([
      'evenkeel-eu-west-1-network Network6E62CE96',
      'evenkeel-eu-west-1-network NetworkIsolatedSubnet1Subnet628117C0',
      'evenkeel-eu-west-1-foundation KeyE447D366',
    ]),
  );
});

test('whatever else is edited deploys in one run, and whoever reads what it replaces is told', () => {
  const edited = Object.values(edits).reduce(
    (sum, edit) => (edit.outcome === 'deploys' ? edit.change(sum) : sum),
    config,
  );
  const { told } = expectInOneRun(deployed, synthesize(edited));
  for (const region of ['eu-west-1', 'eu-central-1']) {
    const certificate = `evenkeel-${region}-service Certificate653D1270`;
    expect(told.filter((line) => line.endsWith(`<- ${certificate}`))).toEqual([
      expect.stringContaining(`evenkeel-${region}-operations `),
    ]);
  }
});

describe.each(
  Object.entries(edits).flatMap(([key, edit]) =>
    edit.outcome === 'refused' ? [[key, edit.regions, edit.by] as const] : [],
  ),
)('%s', (key, regions, by) => {
  test('is refused before data is touched', () => {
    const deployment = deploy(deployed, synthesize({ ...config, regions }, quiet));
    expect(deployment.refused).toMatch(by);
    expectDataKept(deployed, deployment);
  });

  test('is in the list of what must not change', () => {
    expect(unchangeable()).toContain(`\`${key}\``);
  });
});

test.each(strategies.map(({ name }) => name).filter((name) => name !== config.strategy))(
  'another strategy deploys in one run: %s',
  (strategy) => {
    expectInOneRun(deployed, synthesize(configUnder(strategy, config)));
  },
);

test('a folder in the place of commands deploys in one run', () => {
  const served = { port: 8080, checks: { shallow: '/health' } };
  const before = synthesize({ ...config, workload: { commands: ['run'], ...served } }, quiet);
  const workload = { folder: 'examples/python-service', start: 'python3 server.py', ...served };
  expectInOneRun(before, synthesize({ ...config, workload }, quiet));
});

test('a Region at the end and a fourth zone deploy in one run', () => {
  const regions = [
    { name: 'eu-west-1', availabilityZones: zones('abcd') },
    { name: 'eu-central-1' },
    { name: 'eu-north-1' },
  ];
  expectInOneRun(deployed, synthesize({ ...config, regions }));
});

test('Regions in another order are refused before data is touched', () => {
  const regions = [...config.regions].reverse();
  const deployment = deploy(deployed, synthesize({ ...config, regions }));
  expect(deployment.refused).toMatch(/-data: .*DatabaseB269D8BB/);
  expectDataKept(deployed, deployment);
  expect(unchangeable()).toContain('the order of `regions`');
});

test('another name is another service beside this one', () => {
  const names = deployed.map(({ name }) => name);
  const others = synthesize({ ...config, name: 'other' }).map(({ name }) => name);
  expect(names.filter((name) => others.includes(name))).toEqual([]);
  expect(unchangeable()).toContain('`name`');
});

test('a cold Region is put first in one run, while what is left of the other imports its exports', () => {
  const cold = configWith({ strategy: 'backup-and-restore' });
  expectInOneRun(synthesize(cold), synthesize(cold, { primary: 'eu-central-1' }));
});

test('the second deployment replaces nothing', () => {
  const { replaced } = expectInOneRun(synthesize(config, { firstDeployment: 'true' }), deployed);
  expect(replaced).toEqual([]);
});

/** The section of the guide that lists what must not change. */
function unchangeable(): string {
  const guide = readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');
  return /\n## What must not change\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? '';
}
