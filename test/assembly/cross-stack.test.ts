// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { describe, expect, test } from 'vitest';
import { graphOf, type ResourceGraph, type StackInput } from '../../lib/assembly/index.ts';
import { nodeOf } from './support.ts';

const QUEUE = { Type: 'AWS::SQS::Queue' };
const ARN = { 'Fn::GetAtt': ['Queue', 'Arn'] };

/** One resource whose property `P` is the value. */
function consumer(value: unknown, more: Partial<StackInput> = {}): StackInput {
  const template = { Resources: { User: { Type: 'T', Properties: { P: value } } } };
  return { name: 'consumer', region: 'eu-west-1', template, ...more };
}

function producer(outputs: object, more: Partial<StackInput> = {}): StackInput {
  const template = { Resources: { Queue: QUEUE }, Outputs: outputs };
  return { name: 'producer', region: 'eu-west-1', template, ...more };
}

function edgesOf(graph: ResourceGraph, logicalId = 'User') {
  return graph
    .references(nodeOf(graph, logicalId))
    .map(({ to, attribute, how, path }) => `${path.join('.')}: ${how} ${to.id}.${attribute}`);
}

describe('Fn::ImportValue', () => {
  const exported = {
    Arn: { Value: ARN, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-arn' } } },
  };
  const imported = { 'Fn::ImportValue': 'producer-arn' };

  test('leads to the resource behind the export', () => {
    const graph = graphOf(consumer(imported), producer(exported));
    expect(edgesOf(graph)).toEqual(['P: import producer/Queue.Arn']);
    expect(graph.crossings).toMatchObject([{ hop: { how: 'import', name: 'producer-arn' } }]);
    expect(graph.referrers(nodeOf(graph, 'Queue'))).toMatchObject([
      { from: { logicalId: 'User' } },
    ]);
  });

  test('by a name that a parameter is part of', () => {
    const value = { 'Fn::ImportValue': { 'Fn::Sub': '${Network}-arn' } };
    const user = { Type: 'T', Properties: { P: value } };
    const template = {
      Parameters: { Network: { Type: 'String', Default: 'producer' } },
      Resources: { User: user },
    };
    const graph = graphOf(consumer(0, { template }), producer(exported));
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({
      kind: 'reference',
      parameters: ['Network'],
    });
  });

  test.each([
    ['another Region', { region: 'us-east-1' }],
    ['another account', { account: '111111111111' }],
  ])('finds nothing in %s', (_, more) => {
    const graph = graphOf(
      consumer(imported, { account: '222222222222' }),
      producer(exported, more),
    );
    expect(edgesOf(graph)).toEqual([]);
    expect(graph.unresolved()).toMatchObject([{ path: ['P'], unknown: { code: 'import' } }]);
    expect(graph.unresolved(nodeOf(graph, 'User'))).toEqual(graph.unresolved());
    expect(graph.unresolved(nodeOf(graph, 'Queue'))).toEqual([]);
    expect(graph.crossings).toMatchObject([{ hop: { how: 'import', stack: undefined } }]);
  });

  test('prefers the export of the same Region, and stays open between two', () => {
    const here = producer({ A: { Value: 'here', Export: { Name: 'x' } } }, { name: 'a' });
    const there = producer(
      { A: { Value: 'there', Export: { Name: 'x' } } },
      { name: 'b', region: 'us-east-1' },
    );
    const value = { 'Fn::ImportValue': 'x' };
    const graph = graphOf(there, here, consumer(value));
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({ value: 'here' });
    const { region: _, ...nowhere } = producer(
      { A: { Value: 'nowhere', Export: { Name: 'x' } } },
      { name: 'c' },
    );
    const both = graphOf(here, nowhere, consumer(value));
    expect(both.get(nodeOf(both, 'User'), 'P')).toMatchObject({ value: 'here' });
    const { region: __, ...anywhere } = consumer(value);
    const open = graphOf(there, here, anywhere);
    expect(open.get(nodeOf(open, 'User'), 'P')).toMatchObject({ kind: 'unknown', code: 'import' });
  });

  test('of an export that imports itself ends', () => {
    const loop = (name: string, other: string) =>
      producer({ A: { Value: { 'Fn::ImportValue': other }, Export: { Name: name } } }, { name });
    const graph = graphOf(loop('a', 'b'), loop('b', 'a'), consumer({ 'Fn::ImportValue': 'a' }));
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({
      kind: 'unknown',
      code: 'circular',
    });
  });
});

describe('Fn::GetStackOutput', () => {
  const outputs = { Arn: { Value: ARN }, Text: { Value: 'plain' } };
  const weak = (more: object = {}) => ({
    'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'Arn', ...more },
  });

  test('leads to the resource behind the output, in the own Region by default', () => {
    const elsewhere = producer(outputs, { region: 'us-east-1' });
    const graph = graphOf(consumer(weak()), elsewhere, producer(outputs));
    expect(graph.references(nodeOf(graph, 'User'))).toMatchObject([
      { how: 'weak', to: { region: 'eu-west-1' }, attribute: 'Arn' },
    ]);
  });

  test.each([
    ['a Region', { Region: 'us-east-1' }],
    [
      'a Region and a role',
      { Region: 'us-east-1', RoleArn: 'arn:aws:iam::111111111111:role/read' },
    ],
  ])('in %s', (_, more) => {
    const other = producer(outputs, { region: 'us-east-1', account: '111111111111' });
    const account = 'RoleArn' in more ? '222222222222' : '111111111111';
    const graph = graphOf(consumer(weak(more), { account }), other);
    expect(edgesOf(graph)).toEqual(['P: weak producer/Queue.Arn']);
    expect(graph.crossings).toMatchObject([
      { hop: { how: 'weak', region: 'us-east-1', account: '111111111111', name: 'Arn' } },
    ]);
  });

  test('with the pseudo parameter as Region, and the stack by its ARN', () => {
    const StackName = 'arn:aws:cloudformation:eu-west-1:1:stack/producer/abc';
    const graph = graphOf(
      consumer(weak({ Region: { Ref: 'AWS::Region' }, StackName })),
      producer(outputs),
    );
    expect(edgesOf(graph)).toEqual(['P: weak producer/Queue.Arn']);
    const anywhere = { template: consumer(weak({ Region: { Ref: 'AWS::Region' } })).template };
    const { region: _, ...noRegion } = producer(outputs);
    expect(edgesOf(graphOf(anywhere, noRegion))).toEqual(['P: weak producer/Queue.Arn']);
  });

  test('of a plain text is that text, and the dependency is still there', () => {
    const graph = graphOf(consumer(weak({ OutputName: 'Text' })), producer(outputs));
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({
      value: 'plain',
      via: [{ how: 'weak' }],
    });
    expect(graph.crossings).toMatchObject([{ hop: { stack: { id: 'producer' } } }]);
  });

  test('of an output that is not there is unknown', () => {
    const graph = graphOf(consumer(weak({ OutputName: 'Gone' })), producer(outputs));
    expect(graph.unresolved()).toMatchObject([
      { unknown: { reason: 'the stack producer has no output Gone' } },
    ]);
  });
});

describe('exports of CDK’s custom resources', () => {
  const NAME = '/cdk/exports/consumer/QueueArn';
  const reader = {
    Resources: {
      ExportsReader: {
        Type: 'Custom::CrossRegionExportReader',
        Properties: {
          ReaderProps: {
            region: 'eu-west-1',
            prefix: 'consumer',
            imports: { [NAME]: `{{resolve:ssm:${NAME}}}` },
          },
        },
      },
      User: { Type: 'T', Properties: { P: { 'Fn::GetAtt': ['ExportsReader', NAME] } } },
    },
  };
  const writer = (region: string) => ({
    Resources: {
      Queue: QUEUE,
      Writer: {
        Type: 'Custom::CrossRegionExportWriter',
        Properties: { WriterProps: { region, exports: { [NAME]: ARN } } },
      },
    },
  });

  test('lead to the resource in the other Region, and to the writer', () => {
    const graph = graphOf(
      { name: 'consumer', region: 'eu-west-1', template: reader },
      { name: 'producer', region: 'us-east-1', template: writer('eu-west-1') },
    );
    expect(edgesOf(graph)).toEqual([
      `P: exportsReader producer/Writer.${NAME}`,
      'P: exportsReader producer/Queue.Arn',
    ]);
    expect(graph.crossings.filter((c) => c.from.logicalId === 'User')).toMatchObject([
      { hop: { how: 'exportsReader', region: 'us-east-1' } },
    ]);
  });

  test('are unknown if the writer writes to another Region', () => {
    const graph = graphOf(
      { name: 'consumer', region: 'eu-west-1', template: reader },
      { name: 'producer', region: 'us-east-1', template: writer('eu-central-1') },
    );
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({ code: 'exportsReader' });
  });
});

describe('nested stacks', () => {
  const child = {
    Parameters: {
      Vpc: { Type: 'String' },
      Size: { Type: 'Number', Default: 1 },
      Many: { Type: 'CommaDelimitedList' },
    },
    Resources: {
      Group: {
        Type: 'T',
        Properties: { VpcId: { Ref: 'Vpc' }, Size: { Ref: 'Size' }, Many: { Ref: 'Many' } },
      },
    },
    Outputs: { GroupId: { Value: { 'Fn::GetAtt': 'Group.Id' } } },
  };
  const parent = (parameters: object) => ({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC' },
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: 'x', Parameters: parameters },
      },
      User: { Type: 'T', Properties: { P: { 'Fn::GetAtt': ['Nested', 'Outputs.GroupId'] } } },
    },
  });
  const graph = graphOf({
    name: 'app',
    region: 'eu-west-1',
    template: parent({ Vpc: { Ref: 'Vpc' }, Many: 'a,b' }),
    nested: { Nested: child },
  });

  test('take parameters from the parent, lists as texts, and defaults for the rest', () => {
    expect(edgesOf(graph, 'Group')).toEqual(['VpcId: nested app/Vpc.Ref']);
    const group = nodeOf(graph, 'Group');
    expect(graph.get(group, 'Size')).toMatchObject({ value: 1, parameters: ['Size'] });
    expect(graph.get(group, 'Many')).toMatchObject({
      kind: 'list',
      items: [{ value: 'a' }, { value: 'b' }],
    });
  });

  test.each([
    ['references joined by commas', { 'Fn::Join': [',', [{ Ref: 'Vpc' }, 'b']] }],
    ['a text of them', { 'Fn::Sub': '${Vpc},b' }],
  ])('split %s for a parameter of a list type', (_, many) => {
    const joined = graphOf({
      name: 'app',
      template: parent({ Vpc: 'v', Many: many }),
      nested: { Nested: child },
    });
    expect(joined.get(nodeOf(joined, 'Group'), 'Many')).toMatchObject({
      kind: 'list',
      items: [{ kind: 'reference', attribute: 'Ref' }, { value: 'b' }],
    });
  });

  test('give their outputs to the parent', () => {
    expect(edgesOf(graph)).toEqual(['P: nested app/Nested/Group.Id']);
    expect(graph.crossings).toEqual([]);
  });

  test('have the Region of the parent and no name of their own', () => {
    expect(graph.stacks.map(({ id, name, region }) => [id, name, region])).toEqual([
      ['app', 'app', 'eu-west-1'],
      ['app/Nested', undefined, 'eu-west-1'],
    ]);
    expect(graph.stacks[0]?.nested.get('Nested')).toBe(graph.stacks[1]);
    expect(graph.stacks[1]?.parent?.stack).toBe(graph.stacks[0]);
  });

  test('that are not at hand are unknown', () => {
    const alone = graphOf({ template: parent({}) });
    expect(alone.get(nodeOf(alone, 'User'), 'P')).toMatchObject({
      code: 'nested',
      reason: 'the template of the nested stack Nested is not part of the input',
    });
  });
});

describe('SSM parameters by name', () => {
  const store = (region: string, value: unknown = ARN) => ({
    name: `store-${region}`,
    region,
    template: {
      Resources: {
        Queue: QUEUE,
        Parameter: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Name: '/app/queue', Value: value },
        },
      },
    },
  });

  test('lead to the parameter of the same Region and to what it holds', () => {
    const graph = graphOf(
      store('us-east-1'),
      store('eu-west-1'),
      consumer('{{resolve:ssm:/app/queue}}'),
    );
    expect(edgesOf(graph)).toEqual([
      'P: ssm store-eu-west-1/Parameter./app/queue',
      'P: ssm store-eu-west-1/Queue.Arn',
    ]);
  });

  test('a parameter that holds itself ends', () => {
    const graph = graphOf(
      store('eu-west-1', '{{resolve:ssm:/app/queue}}'),
      consumer('{{resolve:ssm:/app/queue}}'),
    );
    expect(graph.get(nodeOf(graph, 'User'), 'P')).toMatchObject({
      kind: 'unknown',
      code: 'circular',
    });
  });
});
