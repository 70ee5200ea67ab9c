// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { describe, expect, test } from 'vitest';
import {
  explore,
  graphOf,
  describe as inWords,
  load,
  referencesIn,
} from '../../lib/assembly/index.ts';
import { cpuMilliseconds } from '../support/cpu.ts';
import { folderOf, nodeOf } from './support.ts';

/** Of the processor, so that a loaded machine does not count; what they guard against takes minutes or for ever. */
const SOON = 5_000;

/** Outputs that each import the one before, so that what they hold grows with every step. */
function chain(length: number, step: (before: unknown) => unknown): object {
  const outputs = Array.from({ length }, (_, i) => [
    `O${i}`,
    {
      Value: step(i === 0 ? undefined : { 'Fn::ImportValue': `O${i - 1}` }),
      Export: { Name: `O${i}` },
    },
  ]);
  return {
    Parameters: { Open: { Type: 'String' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } },
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      User: { Type: 'T', Properties: { P: { 'Fn::ImportValue': `O${length - 1}` } } },
    },
    Outputs: Object.fromEntries(outputs),
  };
}

describe('values that double with every step end soon', () => {
  const queue = { Ref: 'Queue' };
  test.each([
    ['texts', (x: unknown) => (x ? { 'Fn::Join': ['', [x, x]] } : 'abc')],
    ['texts with references', (x: unknown) => (x ? { 'Fn::Join': ['', [x, '-', x]] } : queue)],
    ['lists', (x: unknown) => (x ? [x, x] : queue)],
    ['branches', (x: unknown) => (x ? { 'Fn::If': ['C', x, x] } : [queue])],
    [
      'selections',
      (x: unknown) =>
        x ? { 'Fn::If': ['C', { 'Fn::Split': ['|', { 'Fn::Join': ['|', x] }] }, x] } : [queue],
    ],
    ['JSON texts', (x: unknown) => (x ? { 'Fn::ToJsonString': { a: x, b: x } } : queue)],
  ])('%s', (_, step) => {
    const start = cpuMilliseconds();
    const graph = graphOf({ name: 'app', template: chain(60, step) });
    const node = nodeOf(graph, 'User');
    const value = graph.get(node, 'P');
    explore(graph, (view) => inWords(view.get(node, 'P')));
    expect(graph.edges.length + referencesIn(value).length + inWords(value).length).toBeGreaterThan(
      0,
    );
    expect(cpuMilliseconds() - start).toBeLessThan(SOON);
  });

  test('combinations of conditions in one function', () => {
    const nested = (leaf: number): unknown =>
      leaf === 0 ? 0 : { 'Fn::If': [`C${leaf}`, leaf, nested(leaf - 1)] };
    const names = Array.from({ length: 60 }, (_, i) => `C${i + 1}`);
    const graph = graphOf({
      template: {
        Parameters: Object.fromEntries(names.map((name) => [`P${name}`, { Type: 'String' }])),
        Conditions: Object.fromEntries(
          names.map((name) => [name, { 'Fn::Equals': [{ Ref: `P${name}` }, 'x'] }]),
        ),
        Resources: {
          User: {
            Type: 'T',
            Properties: {
              P: { 'Fn::Select': [nested(60), { 'Fn::If': ['C1', [1], nested(59)] }] },
            },
          },
        },
      },
    });
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({ code: 'limit' });
  });
});

test('a chain of references beyond the limit is unknown', () => {
  const graph = graphOf({ template: chain(2_000, (x) => x ?? { Ref: 'Queue' }) });
  expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({ kind: 'unknown', code: 'limit' });
});

test('a large value of another stack is unknown, and known in its own', () => {
  const items = Array.from({ length: 1_001 }, (_, i) => i);
  const graph = graphOf({ template: chain(1, () => items) });
  expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({
    code: 'limit',
    via: [{ how: 'import' }],
  });
  expect(graph.resolve(graph.stacks[0] as never, items)).toMatchObject({
    items: { length: 1_001 },
  });
});

test('3 MB of JSON, 16,000 resources, are read and resolved soon', () => {
  const resource = (i: number) => ({
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: { 'Fn::Sub': `queue-${i}-\${AWS::Region}` },
      RedrivePolicy: {
        deadLetterTargetArn:
          i === 15_999
            ? 'arn:aws:sqs:eu-west-1:111122223333:last'
            : { 'Fn::GetAtt': [`R${i + 1}`, 'Arn'] },
        maxReceiveCount: 3,
      },
    },
  });
  const resources = Object.fromEntries(
    Array.from({ length: 16_000 }, (_, i) => [`R${i}`, resource(i)]),
  );
  const folder = folderOf({ 'big.json': { Resources: resources } });
  const start = cpuMilliseconds();
  const { graph, problems } = load([folder]);
  expect(problems).toEqual([]);
  expect(graph.edges).toHaveLength(15_999);
  const last = nodeOf(graph, 'R15999');
  expect(graph.position(last, 'RedrivePolicy', 'maxReceiveCount').column).toBeGreaterThan(
    2_000_000,
  );
  expect(cpuMilliseconds() - start).toBeLessThan(SOON);
});

test('two Regions, eight templates, three hundred resources are read and resolved at once', () => {
  const template = (other: string) => ({
    Resources: Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `R${i}`,
        {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: {
            MinSize: '3',
            Name: { 'Fn::Sub': 'a-${AWS::Region}-${AWS::AccountId}' },
            VPCZoneIdentifier: Array.from({ length: 3 }, (_, z) => ({
              'Fn::GetStackOutput': { StackName: other, OutputName: `O${z}`, Region: 'eu-west-1' },
            })),
            TargetGroupARNs: i === 0 ? [] : [{ Ref: `R${i - 1}` }],
            Tags: Array.from({ length: 10 }, (_, t) => ({ Key: `k${t}`, Value: `v${t}` })),
          },
        },
      ]),
    ),
    Outputs: Object.fromEntries(
      Array.from({ length: 3 }, (_, z) => [`O${z}`, { Value: { Ref: `R${z}` } }]),
    ),
  });
  const names = Array.from({ length: 8 }, (_, i) => `S${i}`);
  const artifacts = Object.fromEntries(
    names.map((name, i) => [
      name,
      {
        type: 'aws:cloudformation:stack',
        environment: `aws://unknown-account/${i < 4 ? 'eu-west-1' : 'eu-central-1'}`,
        properties: { templateFile: `${name}.json` },
      },
    ]),
  );
  const templates = names.map((name, i) => [`${name}.json`, template(`S${(i + 1) % 4}`)]);
  const folder = folderOf({
    'manifest.json': { version: '55.0.0', artifacts },
    ...Object.fromEntries(templates),
  });
  load([folder]);
  const times = Array.from({ length: 5 }, () => {
    const start = cpuMilliseconds();
    const { graph } = load([folder]);
    expect([graph.nodes.length, graph.edges.length]).toEqual([320, 320 * 3 + 8 * 39]);
    return cpuMilliseconds() - start;
  });
  expect(Math.min(...times)).toBeLessThan(150);
});
