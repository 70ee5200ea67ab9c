import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import type { RegionConfig } from '../../lib/config/index.ts';
import { ConfigError } from '../../lib/config/index.ts';
import { HighAvailabilityChecks } from '../../lib/review/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { type EvenkeelConfig, planFor, strategies } from '../../lib/strategies/index.ts';
import { configUnder } from '../../scripts/sample.ts';
import { cdkContext } from '../support/app.ts';
import { unacknowledged } from '../support/compliance.ts';
import { configWith } from '../support/config.ts';
import { deploy, underData } from '../support/deployment.ts';
import { resourcesOf, synthesize } from '../support/templates.ts';

const page = readFileSync(new URL('../../docs/existing.md', import.meta.url), 'utf8');

const ids = (prefix: string, kind: string) =>
  ['a', 'b', 'c'].map((zone) => `${prefix}-${`0${kind}${zone}`.padEnd(8, '0')}`);

const vpc = (kind = '1') => ({
  id: `vpc-0${kind}000000`,
  cidr: '10.200.0.0/20',
  publicSubnetIds: ids('subnet', `${kind}1`),
  privateSubnetIds: ids('subnet', `${kind}2`),
  isolatedSubnetIds: ids('subnet', `${kind}3`),
  natGatewayIds: ids('nat', kind),
});

const zones = (region: string) => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);
const arn = (region: string) =>
  `arn:aws:acm:${region}:111122223333:certificate/11111111-2222-3333-4444-555555555555`;

const existing: RegionConfig = {
  name: 'eu-west-1',
  availabilityZones: zones('eu-west-1'),
  vpc: vpc(),
  certificateArn: arn('eu-west-1'),
};
const other: RegionConfig = {
  name: 'eu-central-1',
  availabilityZones: zones('eu-central-1'),
  vpc: { ...vpc('2'), cidr: '10.201.0.0/20' },
};
const config = configWith({ regions: [existing, other] });

describe('what is there already is taken', () => {
  const stacks = synthesize(config);
  const text = JSON.stringify(stacks.filter(({ region }) => region === 'eu-west-1'));

  test('in every place, and none of it is created', () => {
    expect(stacks.map(({ name }) => name)).not.toContain('evenkeel-eu-west-1-network');
    for (const id of [vpc().id, ...ids('subnet', '11'), ...ids('nat', '1')]) {
      expect(text).toContain(`"${id}"`);
    }
    expect(text).not.toMatch(/AWS::EC2::(?:VPC|Subnet|NatGateway|VPCEndpoint)"/);
  });

  test('each kind of subnet for what it is for', () => {
    const of = (type: string, property: string) =>
      stacks
        .filter(({ region }) => region === 'eu-west-1')
        .flatMap(({ template }) => resourcesOf(template, type))
        .flatMap(([, { Properties }]) => Properties[property]);
    const lists = (...kinds: string[]) => kinds.flatMap((kind) => ids('subnet', kind));
    expect(of('AWS::ElasticLoadBalancingV2::LoadBalancer', 'Subnets')).toEqual(lists('11'));
    const groups = of('AWS::AutoScaling::AutoScalingGroup', 'VPCZoneIdentifier');
    expect(new Set(groups)).toEqual(new Set(lists('12')));
    expect(new Set(of('AWS::RDS::DBSubnetGroup', 'SubnetIds'))).toEqual(new Set(lists('13')));
  });

  test('a certificate of one Region leaves the other its own', () => {
    const [here, there] = ['eu-west-1', 'eu-central-1'].map((region) =>
      stacks
        .filter((stack) => stack.region === region)
        .flatMap(({ template }) => resourcesOf(template, 'AWS::CertificateManager::Certificate')),
    );
    expect(here).toEqual([]);
    expect(there).toHaveLength(1);
    const listeners = stacks.flatMap(({ template }) =>
      resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener'),
    );
    expect(JSON.stringify(listeners)).toContain(arn('eu-west-1'));
  });
});

// A finding of the review ends the synthesis, and a warning is printed, which fails the test as well.
test.each(strategies.map(({ name }) => name))('%s on it is without a finding', (strategy) => {
  // Another Region has its own: what was there in some Regions need not be in all of them.
  const { regions, ...rest } = config;
  const built = { name: 'us-east-1', availabilityZones: zones('us-east-1') };
  const plan = planFor(configUnder(strategy, { ...rest, regions: [...regions, built] }));
  const app = createApp(plan, { context: cdkContext, analyticsReporting: false });
  Validations.of(app).addPlugins(new HighAvailabilityChecks(profileOf(plan)));
  expect(app.synth().stacksRecursively.length).toBeGreaterThan(4);
  expect(unacknowledged(app)).toEqual([]);
});

test('the subnets of the instances may hold the data as well, and no NAT gateway needs watching', () => {
  const { privateSubnetIds } = vpc();
  const shared = { ...vpc(), isolatedSubnetIds: privateSubnetIds, natGatewayIds: [] };
  const regions = [{ ...existing, vpc: shared }, other];
  expect(problemsOf({ ...config, regions })).toEqual([]);
});

describe('mistakes', () => {
  const of = (changes: object) =>
    problemsOf({ ...config, regions: [{ ...existing, ...changes }, other] });

  test('are told all at once, with the key, the value and what to do', () => {
    const { publicSubnetIds: _, ...rest } = vpc();
    const [first = '', second = ''] = rest.privateSubnetIds;
    const broken = {
      ...rest,
      id: 'my-vpc',
      cidr: '10.200.0.1/20',
      privateSubnetIds: [first, second],
      isolatedSubnetIds: [first, first, 'subnet-x'],
      natGatewayIds: ids('nat', '1').concat('nat-01d00000'),
    };
    const changes = { availabilityZones: zones('eu-west-1'), cidr: '10.1.0.0/16', vpc: broken };
    expect(of({ ...changes, certificateArn: arn('us-east-1') })).toEqual([
      expect.stringMatching(
        /^regions\[0\]\.certificateArn is .*, expected a certificate in eu-west-1: request one there: /,
      ),
      "regions[0].vpc.id is 'my-vpc', expected the id of a VPC, such as vpc-0123456789abcdef0: take it from the console of Amazon VPC",
      "regions[0].vpc.cidr is '10.200.0.1/20', expected the IPv4 range of the VPC, /16 to /28, that starts on its own boundary: write it as the console of Amazon VPC shows it",
      'regions[0].vpc.publicSubnetIds is missing, expected a list of ids of subnets, in the order of the zones: see docs/existing.md',
      "regions[0].vpc.isolatedSubnetIds[2] is 'subnet-x', expected the id of a subnet, such as subnet-0123456789abcdef0: take it from the console of Amazon VPC",
      "regions[0].cidr is '10.1.0.0/16', expected none beside vpc, which has a range: give the range as regions[0].vpc.cidr",
      expect.stringMatching(
        /^regions\[0\]\.vpc\.privateSubnetIds is .*, expected one for each of the 3 availabilityZones, in their order: /,
      ),
      expect.stringMatching(
        /^regions\[0\]\.vpc\.natGatewayIds is .*, expected at most one for each of the 3 availabilityZones/,
      ),
      `regions[0].vpc.isolatedSubnetIds[1] is '${first}', expected a different one from regions[0].vpc.isolatedSubnetIds[0]: give each zone, and each kind, a subnet of its own`,
    ]);
  });

  test.each<[string, object, string]>([
    ['no zones', { availabilityZones: undefined }, 'regions[0].availabilityZones is missing'],
    [
      'no object',
      { vpc: 'vpc-01000000' },
      "regions[0].vpc is 'vpc-01000000', expected an object with id, cidr, ",
    ],
    [
      'a range of the other Region',
      { vpc: { ...vpc(), cidr: '10.201.0.0/16' } },
      'regions[1].cidr',
    ],
    [
      'no ARN',
      { certificateArn: 'app.example.com' },
      "regions[0].certificateArn is 'app.example.com'",
    ],
    [
      'one subnet as public and private',
      { vpc: { ...vpc(), privateSubnetIds: vpc().publicSubnetIds } },
      'regions[0].vpc.privateSubnetIds[0]',
    ],
  ])('%s', (_, changes, problem) => {
    expect(of(changes)[0]).toContain(problem);
  });

  test.each([
    ['vpc', 'regions[].vpc'],
    ['subnetIds', 'regions[].vpc'],
    ['certificateArn', 'regions[].certificateArn'],
  ])('a %s in another place is pointed to its place', (key, place) => {
    const [problem] = problemsOf({ ...config, [key]: 'x' });
    expect(problem).toMatch(`: give it in its Region, as ${place}: docs/existing.md`);
  });
});

describe('once it is deployed', () => {
  const deployed = synthesize(configWith());

  test('another certificate is taken in one run', () => {
    const regions = [
      { name: 'eu-west-1', certificateArn: arn('eu-west-1') },
      { name: 'eu-central-1' },
    ];
    const { refused, stale, replaced } = deploy(deployed, synthesize(configWith({ regions })));
    expect({ refused, stale }).toEqual({ refused: undefined, stale: [] });
    expect(replaced.filter((each) => underData(deployed).has(each))).toEqual([]);
  });

  test('another VPC would move what holds data, so the page forbids it', () => {
    expect(page).toContain('cannot be changed once it is deployed');
    const guide = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
    expect(/\n## What must not change\n([\s\S]*?)\n## /.exec(guide)?.[1]).toContain(
      '`regions[].vpc`',
    );
  });
});

/** What a config is refused with, a line each. */
function problemsOf(declared: unknown): string[] {
  try {
    planFor(declared as EvenkeelConfig);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}
