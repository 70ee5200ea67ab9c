import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test, vi } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import type { Safeguards } from '../../lib/config/stages.ts';
import { review } from '../../lib/review/engine.ts';
import { HighAvailabilityChecks } from '../../lib/review/index.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { type Plan, planFor, strategies } from '../../lib/strategies/index.ts';
import sample from '../../scripts/sample.config.ts';
import { cdkContext } from '../support/app.ts';
import { configOver, configWith } from '../support/config.ts';
import { deploy, underData } from '../support/deployment.ts';
import { graphOfConfig } from '../support/graph.ts';
import { resourcesOf, type SynthesizedStack, synthesizePlan } from '../support/templates.ts';

const page = readFileSync(new URL('../../docs/development.md', import.meta.url), 'utf8');

// With all that the architecture can own, the hosted zone included.
const config = configWith({
  strategy: 'multi-az',
  regions: [{ name: 'eu-west-1' }],
  domain: { ...sample.domain, createHostedZone: true },
});
const production = planFor(config);
const development = planFor({ ...config, stage: 'development' });
const inProduction = synthesizePlan(production);
const inDevelopment = synthesizePlan(development);

describe('what is off', () => {
  const safeguards = Object.keys(production.safeguards) as (keyof Safeguards)[];

  test('the page lists the safeguards, in their order', () => {
    expect([...listed().keys()]).toEqual(safeguards);
  });

  test('production has all of them, and development none', () => {
    expect(new Set(Object.values(production.safeguards))).toEqual(new Set([true]));
    expect(new Set(Object.values(development.safeguards))).toEqual(new Set([false]));
  });

  test.each(safeguards.filter((key) => key !== 'otherRegions'))(
    'without %s the templates differ in what the page lists for it',
    (key) => {
      const { instanceType, databaseInstanceType, cacheNodeType } = development;
      const plan: Plan = {
        ...production,
        safeguards: { ...production.safeguards, [key]: false },
        ...(key === 'fullSizes' && { instanceType, databaseInstanceType, cacheNodeType }),
      };
      const found = differences(inProduction, synthesizePlan(plan));
      expect([...found].sort()).toEqual([...(listed().get(key) ?? [])].sort());
    },
  );

  test('all together, they differ in nothing else', () => {
    const all = new Set([...listed().values()].flatMap((items) => [...items]));
    const others = [...differences(inProduction, inDevelopment)].filter((item) => !all.has(item));
    expect(others).toEqual([]);
  });

  test.each(strategies.map(({ name }) => name))('%s becomes one Region', (strategy) => {
    const plan = planFor(configWith({ strategy, stage: 'development' }));
    expect(plan.regions).toEqual(planFor(configOver(1, { strategy: 'multi-az' })).regions);
    expect(plan).toMatchObject({ routing: 'alias', deployments: { order: ['eu-west-1'] } });
    expect(plan.objectives).not.toHaveProperty('regionLoss');
  });

  test('types that the config names count', () => {
    const named = { instanceType: 'c7g.large', databaseInstanceType: 'r8g.large' };
    expect(planFor({ ...config, stage: 'development', ...named })).toMatchObject({
      ...named,
      cacheNodeType: 't4g.micro',
    });
  });
});

describe('it can be deleted without a trace', () => {
  const stacks = inDevelopment;

  test('no stack and no resource is protected or retained', () => {
    expect(stacks.filter(({ terminationProtection }) => terminationProtection)).toEqual([]);
    for (const { name, template } of stacks) {
      for (const [id, resource] of Object.entries(template.Resources)) {
        const { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } = resource;
        const policies = `${name} ${id} ${DeletionPolicy} ${UpdateReplacePolicy}`;
        expect(policies).toBe(`${name} ${id} Delete Delete`);
        const isOn = /"(DeletionProtection\w*)":true|"deletion_protection.enabled","Value":"true"/;
        expect(JSON.stringify(resource.Properties ?? {})).not.toMatch(isOn);
      }
    }
  });

  // CloudFormation takes a last snapshot of these where nothing is said.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
  test('no cluster leaves a last snapshot', () => {
    const clusters = stacks.flatMap(({ template }) => resourcesOf(template, 'AWS::RDS::DBCluster'));
    expect(clusters.map(([, { DeletionPolicy }]) => DeletionPolicy)).toEqual(['Delete']);
  });

  test('every bucket is emptied before it is deleted', () => {
    const buckets = stacks.flatMap(({ template }) => {
      const emptied = resourcesOf(template, 'Custom::S3AutoDeleteObjects').map(
        ([, { Properties }]) => Properties.BucketName.Ref,
      );
      return resourcesOf(template, 'AWS::S3::Bucket').map(([id]) => [id, emptied.includes(id)]);
    });
    expect(buckets.length).toBeGreaterThan(2);
    expect(buckets.filter(([, isEmptied]) => !isEmptied)).toEqual([]);
  });
});

test('it becomes production in one deployment, and nothing that holds data is replaced', () => {
  const { refused, replaced } = deploy(inDevelopment, inProduction);
  expect(refused).toBeUndefined();
  const data = underData(inDevelopment);
  expect(replaced.filter((each) => data.has(each))).toEqual([]);
});

describe('the review', () => {
  const graph = graphOfConfig({ ...config, stage: 'development' });
  const judge = (stage: 'production' | 'development') => {
    const profile = createProfile({ ...profileOf(development), stage }, graph);
    const { findings } = review({ graph, rules, profile, today: '2026-01-01' });
    const failing = findings.filter(({ status }) => status === 'fail');
    return new Set(failing.map(({ rule }) => rule.id));
  };

  test('leaves out the rules that development breaks, and no others', () => {
    const inBoth = judge('development');
    const onlyThere = [...judge('production')].filter((id) => !inBoth.has(id));
    // Of stores that the architecture does not have.
    const ofOthers = ['HA-OTH-5', 'HA-OTH-6'];
    const leftOut = rules.filter(
      ({ id, onlyInProduction }) => onlyInProduction && !ofOthers.includes(id),
    );
    expect(onlyThere).toEqual(leftOut.map(({ id }) => id));
  });

  test('says once that it judges as development, and finds nothing', () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = createApp(development, { context: cdkContext, analyticsReporting: false });
    const plugins = [
      new AwsSolutionsChecks(app),
      new HighAvailabilityChecks(profileOf(development)),
    ];
    Validations.of(app).addPlugins(...plugins);
    app.synth();
    const text = printed.mock.calls.flat().join('\n');
    printed.mockClear();
    expect(text.match(/judged as development: .*/g)).toHaveLength(1);
    expect(text).not.toMatch(/ERROR|WARNING/);
  });
});

test('the bill counts what the page’s config runs', () => {
  const plan = planFor({ ...config, stage: 'development', peakInstances: 1 });
  const stacks = synthesizePlan(plan);
  const count = (type: string) =>
    stacks.reduce((sum, { template }) => sum + resourcesOf(template, type).length, 0);
  const [{ service } = {}] = plan.regions;
  const rows = [...page.matchAll(/^\| ([^|]+) \| (\d+) \|.*\| (?:about )?([\d.]+) \|$/gm)];
  expect(rows.map(([, what = '', number]) => [what.split(',')[0], Number(number)])).toEqual([
    ['instances', (service?.compute.minimum ?? 0) + (service?.workers.minimum ?? 0)],
    ['their root volumes and detailed monitoring', rows[0] && Number(rows[0][2])],
    ['Aurora instances', count('AWS::RDS::DBInstance')],
    ['Database Insights', 2 * count('AWS::RDS::DBInstance')],
    [
      'interface endpoints',
      stacks.flatMap(({ template }) =>
        resourcesOf(template, 'AWS::EC2::VPCEndpoint').flatMap(
          ([, { Properties }]) => Properties.SubnetIds ?? [],
        ),
      ).length,
    ],
    ['NAT gateway with its address', count('AWS::EC2::NatGateway')],
    ['load balancer with its addresses', count('AWS::ElasticLoadBalancingV2::LoadBalancer')],
    ['cache nodes', service?.cacheNodes],
    ['alarms and dashboards of a Region', 1],
    ['keys', count('AWS::KMS::Key')],
    ['secret', count('AWS::SecretsManager::Secret')],
  ]);
  const total = rows.reduce((sum, [, , , together]) => sum + Number(together), 0);
  const [, stated] = /^About (\d+) a month/m.exec(page) ?? [];
  expect(Math.abs(total - Number(stated))).toBeLessThan(1);
});

/** By safeguard, what the page says that its absence does to the templates. */
function listed(): Map<string, Set<string>> {
  const rows = [...page.matchAll(/^\| `(\w+)` \|[^|]*\| (.*) \|$/gm)];
  return new Map(
    rows.map(([, key = '', items = '']) => [
      key,
      new Set(items.split(', ').map((item) => item.replaceAll('`', ''))),
    ]),
  );
}

/** Policies are the same wherever they are; other properties and types are told by their type. */
const policies = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** The types that come or go, the properties that differ, and the stacks that are not there. */
function differences(
  before: readonly SynthesizedStack[],
  after: readonly SynthesizedStack[],
): Set<string> {
  const found = new Set<string>();
  const later = new Map(after.map((stack) => [stack.name, stack]));
  for (const { name, template, terminationProtection } of before) {
    const other = later.get(name);
    later.delete(name);
    if (other === undefined) {
      found.add(`stack ${name.slice(name.lastIndexOf('-') + 1)}`);
      continue;
    }
    if (other.terminationProtection !== terminationProtection) found.add('terminationProtection');
    const [old, changed] = [template.Resources, other.template.Resources];
    for (const id of new Set([...Object.keys(old), ...Object.keys(changed)])) {
      for (const difference of differencesOf(old[id], changed[id])) found.add(difference);
    }
  }
  for (const name of later.keys()) found.add(`stack ${name}`);
  return found;
}

type Found = SynthesizedStack['template']['Resources'][string] | undefined;

function differencesOf(before: Found, after: Found): string[] {
  if (before === undefined || after === undefined) return [(before ?? after)?.Type ?? ''];
  const fields = ({ Properties = {}, Type, Metadata, ...attributes }: NonNullable<Found>) => ({
    ...Properties,
    ...attributes,
  });
  const [old, changed] = [fields(before), fields(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(changed)])]
    .filter((name) => comparable(old[name]) !== comparable(changed[name]))
    .map((name) => (policies.includes(name) ? name : `${before.Type} ${name}`));
}

/** Outputs are named after what they stand for, and change their names with its properties. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'OutputName' ? undefined : inner)) ?? '';
}
