import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { HighAvailabilityChecks } from '../../lib/review/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { type EvenkeelConfig, planFor, strategies } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { unacknowledged } from '../support/compliance.ts';
import { configWith as sampleWith } from '../support/config.ts';
import { deploy } from '../support/deployment.ts';
import { resourcesOf, type SynthesizedStack, synthesize } from '../support/templates.ts';

/** Without a workload there is no schema either, unless migrations are declared. */
const configWith = (changes: Partial<EvenkeelConfig>) =>
  sampleWith({ workload: undefined, database: undefined, ...changes });

const names = strategies.map(({ name }) => name);
const database = { migrations: 'lib/workload/migrations' };
const isSchema = ({ name }: SynthesizedStack) => name.endsWith('-schema');
const namesOf = (stacks: readonly SynthesizedStack[], tier: string) =>
  stacks.map(({ name }) => name).filter((name) => name.endsWith(`-${tier}`));

describe.each(names)('with migrations, %s', (strategy) => {
  const before = synthesize(configWith({ strategy }));
  const stacks = synthesize(configWith({ strategy, database }));
  const schemas = stacks.filter(isSchema);

  test('has a stack for them in every Region with a database', () => {
    expect(namesOf(stacks, 'schema')).toHaveLength(namesOf(stacks, 'data').length);
    expect(before.filter(isSchema)).toEqual([]);
    for (const { region, template } of schemas) {
      const [[, schema] = []] = resourcesOf(template, 'Custom::AuroraSchema');
      expect(schema?.Properties.Cluster['Fn::ImportValue']).toContain(`${region}-data:`);
    }
  });

  test('deploys it after all data, and before the service in any Region', () => {
    for (const { dependencies } of schemas) {
      expect(dependencies).toEqual(expect.arrayContaining(namesOf(stacks, 'data')));
    }
    const services = stacks.filter(({ name }) => name.endsWith('-service'));
    expect(services.length).toBeGreaterThan(0);
    for (const { dependencies } of services) {
      expect(dependencies).toEqual(expect.arrayContaining(namesOf(stacks, 'schema')));
    }
  });

  test('changes nothing of the other stacks', () => {
    const others = stacks.filter((stack) => !isSchema(stack));
    // But for values that it reads, which are outputs of theirs.
    expect(others.map(({ name, template }) => [name, template.Resources])).toEqual(
      before.map(({ name, template }) => [name, template.Resources]),
    );
    expect(deploy(before, stacks).refused).toBeUndefined();
  });
});

test('another file changes the stack of the schema and no other', () => {
  const [before, after] = [1, 2].map((count) => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-migrations-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const files = ['0001_a.sql', '0002_b.sql'].slice(0, count);
    for (const name of files) writeFileSync(join(folder, name), `-- ${name}`);
    return synthesize(configWith({ strategy: 'multi-az', database: { migrations: folder } }));
  });
  const changed = after?.filter(
    ({ template }, index) => JSON.stringify(template) !== JSON.stringify(before?.[index]?.template),
  );
  expect(changed?.map(({ name }) => name)).toEqual(['evenkeel-eu-west-1-schema']);
});

test('a workload has its user, with no migrations', () => {
  const workload = { commands: ['run'], port: 8080, checks: { shallow: '/health' } };
  const config = configWith({ strategy: 'multi-az', workload });
  const quiet = { context: { '@aws-cdk/core:annotationsInValidationReport': false } };
  const [schema] = synthesize(config, quiet).filter(isSchema);
  const [[, fn] = []] = resourcesOf(schema?.template ?? { Resources: {} }, 'AWS::Lambda::Function');
  expect(fn?.Properties.Environment.Variables.DATABASE_USER).toBe('app');
});

describe('under all packs and the review', () => {
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
  const ids = (kind: string) => ['a', 'b', 'c'].map((zone) => `subnet-0${kind}${zone}00000`);
  const vpc = {
    id: 'vpc-01000000',
    cidr: '10.200.0.0/20',
    publicSubnetIds: ids('1'),
    privateSubnetIds: ids('2'),
    isolatedSubnetIds: ids('3'),
    natGatewayIds: [],
  };
  const taken = [{ name: 'eu-west-1', availabilityZones: zones, vpc }];

  test.each<[string, Partial<EvenkeelConfig>]>([
    ['two Regions', { strategy: 'warm-standby' }],
    ['a VPC that is there already', { strategy: 'multi-az', regions: taken }],
    ['development', { stage: 'development' }],
  ])('%s has no findings', (_, changes) => {
    const plan = planFor(configWith({ ...changes, database }));
    const app = createApp(plan, {
      context: { ...cdkContext, '@aws-cdk/core:annotationsInValidationReport': false },
      analyticsReporting: false,
    });
    const schemas = app.node.findAll().filter(({ node }) => node.id.endsWith('-schema'));
    expect(schemas.flatMap(unacknowledged)).toEqual([]);
    // It is said once that development is judged as such, here to nobody.
    Validations.of(app).acknowledge({ id: 'evenkeel::stage', reason: 'a test' });
    Validations.of(app).addPlugins(new HighAvailabilityChecks(profileOf(plan)));
    app.synth();
  });
});

test('in development nothing of it is retained', () => {
  const [schema] = synthesize(configWith({ stage: 'development', database })).filter(isSchema);
  const kept = Object.values(schema?.template.Resources ?? {}).filter(
    ({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete',
  );
  expect(kept).toEqual([]);
});
