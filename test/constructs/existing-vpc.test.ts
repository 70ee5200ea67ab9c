import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type App, CfnParameter, Fn, Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { ValkeyCache } from '../../constructs/cache/index.ts';
import { AuroraCluster } from '../../constructs/database/index.ts';
import { RegionalKey } from '../../constructs/security/index.ts';
import { healthResponder, LoadBalancedService } from '../../constructs/service/index.ts';
import { testApp } from '../support/app.ts';
import { provisioned } from './database/support.ts';

const env = { account: '111122223333', region: 'eu-west-1' };

/** What is put into a network that somebody else made. */
const tiers = {
  database: (stack: Stack, vpc: ec2.IVpc, vpcSubnets?: ec2.SubnetSelection) =>
    new AuroraCluster(stack, 'Database', {
      name: 'shop',
      vpc,
      ...(vpcSubnets && { vpcSubnets }),
      encryptionKey: new RegionalKey(stack, 'DatabaseKey').key,
      capacity: provisioned(3),
    }),
  cache: (stack: Stack, vpc: ec2.IVpc, vpcSubnets?: ec2.SubnetSelection) =>
    new ValkeyCache(stack, 'Cache', {
      vpc,
      ...(vpcSubnets && { vpcSubnets }),
      encryptionKey: new RegionalKey(stack, 'CacheKey').key,
    }),
  service: (stack: Stack, vpc: ec2.IVpc) =>
    new LoadBalancedService(stack, 'Service', {
      vpc,
      certificates: [
        acm.Certificate.fromCertificateArn(
          stack,
          'Certificate',
          'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555',
        ),
      ],
      encryptionKey: new RegionalKey(stack, 'ServiceKey').key,
      instanceType: new ec2.InstanceType('m7g.large'),
      minimum: 3,
      maximum: 6,
      workload: healthResponder(),
    }),
} as const;

const all = Object.keys(tiers) as (keyof typeof tiers)[];

// The CDK warns of zones and subnets that it does not know.
const stackOf = () =>
  new Stack(testApp({ '@aws-cdk/core:annotationsInValidationReport': false }), 'Test', { env });

const ids = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `subnet-${kind}${index}`);

function given(stack: Stack, attributes: Partial<ec2.VpcAttributes>): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    publicSubnetIds: ids('a', 3),
    privateSubnetIds: ids('b', 3),
    isolatedSubnetIds: ids('c', 3),
    ...attributes,
  });
}

describe('before the CLI has looked a VPC up', () => {
  test.each([
    ['by kind', undefined],
    ['by the name of their group', { subnetGroupName: 'Data' }],
  ])(
    'an app with subnets %s runs to its end, so that the CLI gets to know what to look up',
    (_, selection) => {
      const stack = stackOf();
      const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0' });
      for (const tier of all) tiers[tier](stack, vpc, selection);
      const { missing = [] } = (stack.node.root as App).synth().manifest;
      expect(missing.map(({ provider }) => provider)).toContain('vpc-provider');
    },
  );
});

describe('lists that are parameters', () => {
  const stack = stackOf();
  const list = (id: string, type: string) => new CfnParameter(stack, id, { type }).valueAsList;
  const vpc = given(stack, {
    availabilityZones: list('Zones', 'List<AWS::EC2::AvailabilityZone::Name>'),
    publicSubnetIds: list('Public', 'List<AWS::EC2::Subnet::Id>'),
    privateSubnetIds: list('Private', 'List<AWS::EC2::Subnet::Id>'),
    isolatedSubnetIds: list('Isolated', 'List<AWS::EC2::Subnet::Id>'),
  });
  for (const tier of all) tiers[tier](stack, vpc);
  const { Resources } = (stack.node.root as App).synth().getStackByName('Test').template;
  const properties = (type: string) =>
    Object.values<{ Type: string; Properties: Record<string, unknown> }>(Resources)
      .filter((resource) => resource.Type === type)
      .map((resource) => resource.Properties);

  test('are no single zone: every tier takes the whole list', () => {
    expect(properties('AWS::RDS::DBSubnetGroup')[0]?.SubnetIds).toEqual({ Ref: 'Isolated' });
    expect(properties('AWS::ElastiCache::SubnetGroup')[0]?.SubnetIds).toEqual({ Ref: 'Isolated' });
    expect(properties('AWS::AutoScaling::AutoScalingGroup')[0]?.VPCZoneIdentifier).toEqual({
      Ref: 'Private',
    });
    expect(properties('AWS::ElasticLoadBalancingV2::LoadBalancer')[0]?.Subnets).toEqual({
      Ref: 'Public',
    });
  });

  test('have two zones at least, which the instances of a database take turns in', () => {
    const zones = properties('AWS::RDS::DBInstance').map((instance) => instance.AvailabilityZone);
    expect(zones).toEqual([0, 1, 0].map((index) => ({ 'Fn::Select': [index, { Ref: 'Zones' }] })));
  });

  test('are joined by CloudFormation where one text is wanted', () => {
    expect(
      properties('AWS::SecretsManager::RotationSchedule')[0]?.HostedRotationLambda,
    ).toMatchObject({
      VpcSubnetIds: { 'Fn::Join': [',', { Ref: 'Isolated' }] },
    });
  });

  test('leave the pace of a deployment to what holds for two zones and for more', () => {
    const [group] = Object.values<Record<string, Record<string, object>>>(Resources).filter(
      ({ Type }) => String(Type) === 'AWS::AutoScaling::AutoScalingGroup',
    );
    expect(group?.UpdatePolicy?.AutoScalingRollingUpdate).toMatchObject({ MaxBatchSize: 2 });
  });
});

test('a single subnet is one zone, even where the zone is not known', () => {
  const stack = stackOf();
  const subnet = ec2.Subnet.fromSubnetAttributes(stack, 'Subnet', {
    subnetId: 'subnet-1',
    availabilityZone: Fn.select(0, Fn.getAzs()),
  });
  expect(() => tiers.cache(stack, given(stack, {}), { subnets: [subnet] })).toThrow(
    "'vpcSubnets' must select subnets in at least 2 Availability Zones",
  );
});

/** What a VPC lacks, who needs it, and what is said. */
const lacking: [string, Partial<ec2.VpcAttributes>, (keyof typeof tiers)[], string][] = [
  [
    'isolated subnets',
    { isolatedSubnetIds: [] },
    ['database', 'cache'],
    "got none of the VPC's 3 public, 3 private, 0 isolated subnets: left out, it selects the isolated subnets of 'vpc'; select others, or pass a VPC over more zones",
  ],
  [
    'public subnets',
    { publicSubnetIds: [] },
    ['service'],
    "'vpc' must have public subnets in at least 2 Availability Zones, got none of the VPC's 0 public, 3 private, 3 isolated subnets",
  ],
  [
    'private subnets',
    { privateSubnetIds: [] },
    ['service'],
    "'vpc' must have private subnets with egress in at least 2 Availability Zones, got none of the VPC's 3 public, 0 private, 3 isolated subnets",
  ],
  [
    'a known range of addresses',
    { vpcCidrBlock: undefined as never },
    ['database'],
    "'vpc' must come with its range of addresses",
  ],
  [
    'a second zone',
    {
      availabilityZones: ['eu-west-1a'],
      publicSubnetIds: ids('a', 1),
      privateSubnetIds: ids('b', 1),
      isolatedSubnetIds: ids('c', 1),
    },
    ['database', 'cache', 'service'],
    'in at least 2 Availability Zones',
  ],
];

describe.each(lacking)('a VPC without %s', (_, attributes, needing, message) => {
  test.each(all)('and the %s', (tier) => {
    const stack = stackOf();
    const build = () => tiers[tier](stack, given(stack, attributes));
    if (needing.includes(tier)) expect(build).toThrow(message);
    else expect(build).not.toThrow();
  });
});
