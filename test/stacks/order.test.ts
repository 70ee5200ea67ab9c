import { expect, test } from 'vitest';
import { configOver } from '../support/config.ts';
import { resourcesOf, synthesize } from '../support/templates.ts';

const stacks = synthesize(configOver(3));
const named = (suffix: string) => stacks.filter(({ name }) => name.endsWith(`-${suffix}`));
const dependenciesOf = (name: string) =>
  stacks.find((stack) => stack.name === name)?.dependencies ?? [];

test('stacks are named by Region and tier, never by a role that will swap', () => {
  for (const { name } of stacks) expect(name).not.toMatch(/primary|secondary|standby|active/);
});

test('the foundations of all Regions come before any data, which is encrypted with their keys', () => {
  const foundations = named('foundation').map(({ name }) => name);
  expect(foundations).toHaveLength(3);
  for (const { dependencies } of named('data')) {
    expect(dependencies).toEqual(expect.arrayContaining(foundations));
  }
});

test('the primary’s data comes before its secondaries’, and these one after the other', () => {
  const primary = 'evenkeel-eu-west-1-data';
  expect(dependenciesOf('evenkeel-eu-central-1-data')).toContain(primary);
  expect(dependenciesOf('evenkeel-us-east-1-data')).toEqual(
    expect.arrayContaining([primary, 'evenkeel-eu-central-1-data']),
  );
  expect(dependenciesOf(primary).filter((name) => name.endsWith('-data'))).toEqual([]);
});

test('services follow each other from the last Region to the first, which users would miss most', () => {
  const services = ['us-east-1', 'eu-central-1', 'eu-west-1'].map(
    (name) => `evenkeel-${name}-service`,
  );
  for (const [index, name] of services.entries()) {
    const before = dependenciesOf(name).filter((other) => other.endsWith('-service'));
    expect(before).toEqual(services.slice(0, index).sort());
  }
});

test('a Region can be deployed without the others: what it reads is its own', () => {
  for (const { name, region, template } of stacks) {
    if (/-(global|recovery)$/.test(name)) continue;
    const read = [
      ...JSON.stringify(template).matchAll(/"(?:StackName":|Fn::ImportValue":)"([^":]+)/g),
    ].map(([, producer]) => producer);
    if (/-service$/.test(name)) expect(read.length).toBeGreaterThan(0);
    expect(read.filter((other) => !other?.startsWith(`evenkeel-${region}-`))).toEqual([]);
  }
});

test('the record comes after every Region’s endpoint and after the plan whose checks it holds', () => {
  expect(dependenciesOf('evenkeel-global')).toEqual(
    expect.arrayContaining([...named('service').map(({ name }) => name), 'evenkeel-recovery']),
  );
});

test('nothing of a Region waits for the record or for the recovery plan', () => {
  for (const { name, dependencies } of stacks) {
    if (/-(global|recovery)$/.test(name)) continue;
    expect(dependencies.filter((each) => /-(global|recovery)$/.test(each))).toEqual([]);
  }
});

test('who may reach the data is said by who reaches it, so that no stacks refer to each other', () => {
  for (const { template } of named('data')) {
    const ingress = resourcesOf(template, 'AWS::EC2::SecurityGroupIngress');
    expect(JSON.stringify(ingress)).not.toMatch(/Fn::(GetStackOutput|ImportValue)/);
  }
  for (const { template } of named('service')) {
    const ports = resourcesOf(template, 'AWS::EC2::SecurityGroupIngress').map(
      ([, { Properties }]) => Properties.FromPort,
    );
    expect(ports.length).toBeGreaterThanOrEqual(5);
  }
});
