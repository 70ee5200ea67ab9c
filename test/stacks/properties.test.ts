import { Stage } from 'aws-cdk-lib/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowFaultInjection } from '../../constructs/chaos/index.ts';
import { RegionStacks } from '../../lib/stacks/region-stacks.ts';
import { planFor, type RegionPlan, strategies } from '../../lib/strategies/index.ts';
import { testApp } from '../support/app.ts';
import { configOver, configWith } from '../support/config.ts';
import { sharesTraffic } from '../support/plans.ts';
import { configOf, type Shape, shapes } from '../support/shapes.ts';
import {
  type Resource,
  resourcesOf,
  type SynthesizedStack,
  synthesize,
} from '../support/templates.ts';

/**
 * Properties of synthesized architectures of any shape. The plans are searched thoroughly
 * elsewhere; here a sample shows that the templates keep what the plans promise.
 */
// The warning about two zones is meant for people, and printed once for each Region.
const quiet = { context: { '@aws-cdk/core:annotationsInValidationReport': false } };
const sampled = fc.sample(shapes, { numRuns: 12, seed: 7 }).map((shape) => ({
  shape,
  stacks: synthesize(configOf(shape), quiet),
}));

const name = ({ shape }: { shape: Shape }) =>
  `${shape.strategy}, zones ${shape.zones.join('+')}, peak ${shape.peakInstances}`;

/** The Region stacks of one tier. */
const tier = (stacks: readonly SynthesizedStack[], suffix: string) =>
  stacks.filter((stack) => stack.name.endsWith(`-${suffix}`));

const groupSizes = (stack: SynthesizedStack) =>
  resourcesOf(stack.template, 'AWS::AutoScaling::AutoScalingGroup').map(([, { Properties }]) => ({
    minimum: Number(Properties.MinSize),
    maximum: Number(Properties.MaxSize),
    zones: Properties.VPCZoneIdentifier.length as number,
  }));

test.each(sampled.map((sample) => [name(sample), sample] as const))(
  'an Availability Zone can be lost without launching anything: %s',
  (_, { shape, stacks }) => {
    const serving = tier(stacks, 'service').filter(
      ({ region }) => sharesTraffic(planFor(configOf(shape))) || region === 'eu-west-1',
    );
    const left = serving.map((stack) => {
      const [{ minimum, zones } = { minimum: 0, zones: 1 }] = groupSizes(stack);
      return minimum - Math.ceil(minimum / zones);
    });
    expect(left.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(shape.peakInstances);
  },
);

test('a Region of an active-active set can be lost without launching anything', () => {
  for (const peak of [1, 7, 100]) {
    const stacks = synthesize(
      configOver(3, { strategy: 'active-active', peakInstances: peak }),
      quiet,
    );
    const minimums = tier(stacks, 'service').map((stack) => groupSizes(stack)[0]?.minimum ?? 0);
    expect(minimums).toHaveLength(3);
    for (const lost of minimums) {
      const left = minimums.reduce((sum, minimum) => sum + minimum, 0) - lost;
      expect(left).toBeGreaterThanOrEqual(peak);
    }
  }
});

test.each(sampled.map((sample) => [name(sample), sample] as const))(
  'every private subnet reaches the internet through its own Availability Zone: %s',
  (_, { shape, stacks }) => {
    const networks = tier(stacks, 'network');
    for (const { template } of networks) {
      const zoneOf = (subnet: { Ref: string }) =>
        template.Resources[subnet.Ref]?.Properties.AvailabilityZone;
      const gateways = new Map(
        resourcesOf(template, 'AWS::EC2::NatGateway').map(([id, { Properties }]) => [
          id,
          zoneOf(Properties.SubnetId),
        ]),
      );
      const natOfTable = new Map(
        resourcesOf(template, 'AWS::EC2::Route')
          .filter(([, { Properties }]) => Properties.NatGatewayId !== undefined)
          .map(([, { Properties }]) => [Properties.RouteTableId.Ref, Properties.NatGatewayId.Ref]),
      );
      const pairs = resourcesOf(template, 'AWS::EC2::SubnetRouteTableAssociation')
        .filter(([, { Properties }]) => natOfTable.has(Properties.RouteTableId.Ref))
        .map(([, { Properties }]) => [
          zoneOf(Properties.SubnetId),
          gateways.get(natOfTable.get(Properties.RouteTableId.Ref)),
        ]);
      expect(pairs.length).toBe(gateways.size);
      for (const [subnetZone, gatewayZone] of pairs) expect(gatewayZone).toBe(subnetZone);
    }
    expect(networks.length).toBeGreaterThan(0);
    expect(networks.length).toBeLessThanOrEqual(shape.zones.length);
  },
);

test.each(sampled.map((sample) => [name(sample), sample] as const))(
  'no stack of a Region refers to another Region: %s',
  (_, { stacks }) => {
    // The operator's switch reads Regions, for ARNs that nothing derives. No Region needs it.
    for (const stack of stacks.filter((candidate) => !candidate.name.endsWith('-recovery'))) {
      for (const { StackName, Region } of weakReferences(stack.template)) {
        const producer = stacks.find((candidate) => candidate.name === StackName);
        expect(producer?.region).toBe(stack.region);
        expect(Region ?? stack.region).toBe(stack.region);
      }
      const text = JSON.stringify(stack.template);
      expect(text).not.toMatch(/ExportsReader/);
      // An export is named by the stack that declares it, and read in the Region of that stack.
      for (const [, producer] of text.matchAll(/"Fn::ImportValue":"([^":]+)/g)) {
        const found = stacks.find((candidate) => candidate.name === producer);
        expect(found?.region, producer).toBe(stack.region);
      }
    }
  },
);

test.each(sampled.map((sample) => [name(sample), sample] as const))(
  'no physical name and no address range is taken twice: %s',
  (_, { stacks }) => {
    const names = stacks.flatMap(({ region, template }) =>
      Object.values(template.Resources).flatMap((resource) =>
        physicalNames(resource).map((value) => {
          // Names of these are not Regional.
          const scope = /^AWS::(S3|IAM|Route53)::/.test(resource.Type) ? 'everywhere' : region;
          return `${resource.Type} ${JSON.stringify(value)} in ${scope}`;
        }),
      ),
    );
    expect(names).toEqual([...new Set(names)]);

    const ranges = tier(stacks, 'network').flatMap(({ template }) =>
      resourcesOf(template, 'AWS::EC2::VPC').map(([, { Properties }]) => Properties.CidrBlock),
    );
    expect(ranges).toEqual([...new Set(ranges)]);
    expect(ranges.every((range) => range.endsWith('/16'))).toBe(true);
  },
);

test('every stack stays far below the 500 resources that CloudFormation takes', () => {
  for (const { stacks } of sampled) {
    for (const { template } of stacks) {
      expect(Object.keys(template.Resources).length).toBeLessThan(250);
    }
  }
});

test.each(strategies.map((strategy) => strategy.name))(
  '%s: the stacks of a Region are the same where no other Region exists',
  (strategy) => {
    const plan = planFor(configWith({ strategy }));
    const together = new Map(
      synthesize(configWith({ strategy })).map(({ name, template }) => [name, template]),
    );
    for (const region of plan.regions) {
      const stage = new Stage(testApp(), plan.name);
      allowFaultInjection(stage, plan.name);
      new RegionStacks(stage, plan, region, plan.domain.hostedZoneId ?? '');
      const alone = stage.synth().stacks;
      expect(alone).toHaveLength(stacksOf(region));
      for (const { stackName, template } of alone) {
        // An output that the recovery plan reads is published where there is such a plan.
        expect({ ...template, Outputs: {} }).toEqual({ ...together.get(stackName), Outputs: {} });
      }
    }
  },
);

/** Foundation; network, data, service and operations; drills where something runs. */
function stacksOf({ service }: RegionPlan): number {
  if (service === undefined) return 1;
  // With the stack of the schema.
  return service.compute.minimum > 0 ? 7 : 6;
}

function weakReferences(value: unknown): { StackName: string; Region?: string }[] {
  if (Array.isArray(value)) return value.flatMap(weakReferences);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Fn::GetStackOutput'
      ? [inner as { StackName: string; Region?: string }]
      : weakReferences(inner),
  );
}

/** What a resource is called outside of its template, where two of the kind would collide. */
const nameProperty: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::ElastiCache::User': 'UserId',
  'AWS::ElastiCache::UserGroup': 'UserGroupId',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::GlobalCluster': 'GlobalClusterIdentifier',
  'AWS::Route53::RecordSet': 'Name',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
};

function physicalNames({ Type, Properties }: Resource): unknown[] {
  const value = Properties?.[nameProperty[Type] ?? ''];
  return value === undefined ? [] : [value];
}
