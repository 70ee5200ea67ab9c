import { rmSync } from 'node:fs';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import {
  Annotations,
  type App,
  CfnOutput,
  CfnResource,
  NestedStack,
  Stack,
  Stage,
  Validations,
} from 'aws-cdk-lib/core';
import { afterAll, describe, expect, test } from 'vitest';
import {
  load,
  type ResourceGraph,
  type ResourceNode,
  zonesOfSubnets,
} from '../../lib/assembly/index.ts';
import { testApp } from '../support/app.ts';

const WEAK = '@aws-cdk/core:defaultCrossStackReferences';
const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
});

/** Synthesizes an app and reads it back. */
function graphOfApp(
  build: (app: App) => void,
  context: Record<string, unknown> = {},
): ResourceGraph {
  const app = testApp(context);
  build(app);
  const { directory } = app.synth();
  outdirs.push(directory);
  const { graph, problems } = load([directory]);
  expect(problems).toEqual([]);
  return graph;
}

function at(graph: ResourceGraph, constructPath: string): ResourceNode {
  const node = graph.nodes.find((candidate) => candidate.constructPath === constructPath);
  if (node === undefined) throw new Error(`nothing at ${constructPath}`);
  return node;
}

const referrers = (graph: ResourceGraph, path: string) =>
  graph
    .referrers(at(graph, path))
    .map(({ from, attribute, how, via }) => [from.constructPath, attribute, how, via.length]);

/** A queue in one stack, used in another, in a nested one, and from another Region. */
function build(app: App): void {
  const env = { account: '123456789012', region: 'eu-west-1' };
  const data = new Stack(app, 'Data', { env, terminationProtection: true, tags: { tier: 'data' } });
  const queue = new sqs.Queue(data, 'Queue');
  const web = new Stack(app, 'Web', { env });
  Annotations.of(web).acknowledgeWarning('@aws-cdk/core:crossStackReferencesBothTransitional');
  new sns.Topic(web, 'Topic', { displayName: queue.queueName });
  const nested = new NestedStack(web, 'Nested');
  new sns.Topic(nested, 'Topic', { displayName: queue.queueArn });
  const inner = new sqs.Queue(new NestedStack(nested, 'Inner'), 'Queue');
  new sns.Topic(web, 'Uses', { displayName: inner.queueName });
  const abroad = new Stack(app, 'Abroad', {
    env: { ...env, region: 'us-east-1' },
    crossRegionReferences: true,
  });
  new sns.Topic(abroad, 'Topic', { displayName: queue.queueName });
}

describe.each([
  ['weak', 'weak', 'weak'],
  ['strong', 'import', 'exportsReader'],
  // A producer that keeps its export while consumers move over to weak references.
  ['both', 'weak', 'weak'],
] as const)('with %s references', (strength, inRegion, acrossRegions) => {
  const graph = graphOfApp(build, { [WEAK]: strength });

  test('every use of a resource is found, across stacks, nested stacks and Regions', () => {
    const uses = referrers(graph, 'Data/Queue/Resource').filter(
      ([from]) => !`${from}`.startsWith('Data/'),
    );
    const abroad = uses.filter(([from]) => from === 'Abroad/Topic/Resource');
    expect(abroad).toEqual([['Abroad/Topic/Resource', 'QueueName', acrossRegions, 1]]);
    expect(uses.find(([from]) => from === 'Web/Topic/Resource')?.slice(0, 3)).toEqual([
      'Web/Topic/Resource',
      'QueueName',
      inRegion,
    ]);
    expect(uses.find(([from]) => from === 'Web/Nested/Topic/Resource')?.[1]).toBe('Arn');
    expect(referrers(graph, 'Web/Nested/Inner/Queue/Resource')).toEqual([
      ['Web/Uses/Resource', 'QueueName', 'nested', 2],
    ]);
  });

  test('stacks have their environment, tags and protection, nested ones that of their parent', () => {
    const stacks = graph.stacks.map((s) => [
      s.constructPath,
      s.region,
      s.account,
      s.terminationProtection,
    ]);
    expect(stacks.toSorted()).toEqual([
      ['Abroad', 'us-east-1', '123456789012', false],
      ['Data', 'eu-west-1', '123456789012', true],
      ['Web', 'eu-west-1', '123456789012', false],
      ['Web/Nested', 'eu-west-1', '123456789012', false],
      ['Web/Nested/Inner', 'eu-west-1', '123456789012', false],
    ]);
    expect(graph.stacks.find((s) => s.id === 'Data')?.tags).toEqual({ tier: 'data' });
    expect(graph.stacks.find((s) => s.id === 'Web')?.dependencies).toMatchObject([{ id: 'Data' }]);
    expect(graph.regions).toEqual(['eu-west-1', 'us-east-1']);
  });

  test('nothing that CDK wrote stays unresolved but what the deployment decides', () => {
    const open = graph.unresolved().filter(({ unknown }) => unknown.code !== 'environment');
    expect(open.map(({ from, unknown }) => [from.constructPath, unknown.reason])).toEqual([]);
  });

  test('references point at their line', () => {
    const topic = at(graph, 'Abroad/Topic/Resource');
    expect(graph.position(topic, 'DisplayName')).toMatchObject({
      file: expect.stringMatching(/Abroad\.template\.json$/),
      line: expect.any(Number),
    });
    expect(graph.position(topic, 'DisplayName').line).toBeGreaterThan(graph.position(topic).line);
  });
});

describe('stages', () => {
  const graph = graphOfApp((app) => {
    for (const region of ['eu-west-1', 'eu-central-1']) {
      const stage = new Stage(app, region, { env: { region } });
      const data = new Stack(stage, 'Data');
      const queue = new sqs.Queue(data, 'Queue');
      const web = new Stack(stage, 'Web', { stackName: 'web' });
      new sns.Topic(web, 'Topic', { displayName: queue.queueName });
      new Stack(new Stage(stage, 'Inner'), 'Deep').node.addMetadata('x', 'y');
      new sqs.Queue(stage.node.findChild('Inner').node.findChild('Deep') as Stack, 'Q');
    }
  });

  test('keep to themselves, also where stacks have one name', () => {
    for (const region of graph.regions) {
      expect(referrers(graph, `${region}/Data/Queue/Resource`)).toEqual([
        [`${region}/Web/Topic/Resource`, 'QueueName', 'weak', 1],
      ]);
    }
  });

  test('keep to themselves in one Region as well', () => {
    const twins = graphOfApp((app) => {
      for (const name of ['Blue', 'Green']) {
        const stage = new Stage(app, name, { env: { region: 'eu-west-1' } });
        const queue = new sqs.Queue(new Stack(stage, 'Data', { stackName: 'data' }), 'Queue');
        new sns.Topic(new Stack(stage, 'Web'), 'Topic', { displayName: queue.queueName });
      }
    });
    expect(referrers(twins, 'Blue/Data/Queue/Resource')).toEqual([
      ['Blue/Web/Topic/Resource', 'QueueName', 'weak', 1],
    ]);
  });

  test('give their path to stacks and assemblies', () => {
    expect(graph.stacks.map((s) => [s.id, s.assembly, s.name, s.region]).toSorted()).toEqual(
      ['eu-central-1', 'eu-west-1'].flatMap((region) => [
        [`${region}/Data`, region, `${region}-Data`, region],
        [`${region}/Inner/Deep`, `${region}/Inner`, `${region}-Inner-Deep`, region],
        [`${region}/Web`, region, 'web', region],
      ]),
    );
  });
});

describe('environment-agnostic stacks', () => {
  const graph = graphOfApp((app) => {
    const stack = new Stack(app, 'Any');
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 3, natGateways: 0 });
    const subnets = vpc.isolatedSubnets.map((subnet) => subnet.subnetId);
    new CfnResource(stack, 'User', { type: 'A::B::C', properties: { Subnets: subnets } });
    new ssm.StringParameter(stack, 'P', { parameterName: '/app/x', stringValue: vpc.vpcId });
    new CfnResource(stack, 'Reader', {
      type: 'A::B::C',
      properties: {
        X: ssm.StringParameter.valueForStringParameter(stack, '/app/x'),
        Ami: ec2.MachineImage.latestAmazonLinux2023().getImage(stack).imageId,
      },
    });
    new CfnOutput(stack, 'O', { value: vpc.vpcId });
  });

  test('have zones by index, two of them though three were asked for', () => {
    const zones = zonesOfSubnets(graph, graph.get(at(graph, 'Any/User'), 'Subnets'));
    expect(zones).toEqual({ keys: ['idx#0', 'idx#1'], min: 2, max: 2 });
    expect(graph.stacks[0]).toMatchObject({ region: undefined, account: undefined });
  });

  test('find an SSM parameter by name, and not what AWS publishes', () => {
    const reader = at(graph, 'Any/Reader');
    expect(graph.get(reader, 'X')).toMatchObject({
      kind: 'reference',
      node: { constructPath: 'Any/Vpc/Resource' },
      via: [{ how: 'ssm' }],
    });
    expect(graph.get(reader, 'Ami')).toMatchObject({ kind: 'unknown', code: 'ssm' });
  });
});

test('what CDK recorded about constructs is there when it is asked for', () => {
  const graph = graphOfApp((app) => {
    const stack = new Stack(new Stage(app, 'Prod'), 'Data');
    const topic = new sns.Topic(stack, 'Topic');
    Validations.of(topic).acknowledge({ id: 'pack::rule', reason: 'why' });
  });
  const [stack] = graph.stacks;
  expect(stack?.constructMetadata()['/Prod/Data/Topic']).toContainEqual(
    expect.objectContaining({
      type: 'aws:cdk:acknowledged-rules',
      data: { 'pack::rule': 'why' },
    }),
  );
});

test('a stack of an app may have nothing in it', () => {
  const graph = graphOfApp((app) => {
    new Stack(app, 'Empty');
    new sns.Topic(new Stack(app, 'Full'), 'Topic');
  });
  expect(graph.stacks.map(({ id }) => id).sort()).toEqual(['Empty', 'Full']);
  expect(graph.nodes.map(({ type }) => type)).toEqual(['AWS::SNS::Topic']);
});
