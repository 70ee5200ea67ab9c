// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { describe, expect, test } from 'vitest';
import { graphOf, describe as inWords } from '../../lib/assembly/index.ts';
import { queue, queueArn, resolve, TEMPLATE } from './resolved.ts';
import { nodeOf } from './support.ts';

describe('literals', () => {
  test.each([
    ['a text', 'x', 'x'],
    ['a number', 3, 3],
    ['a boolean', false, false],
    ['Ref of a parameter with a default', { Ref: 'Count' }, 3],
    [
      'pseudo parameters',
      {
        'Fn::Sub':
          '${AWS::Region}/${AWS::AccountId}/${AWS::Partition}/${AWS::URLSuffix}/${AWS::StackName}',
      },
      'eu-west-1/123456789012/aws/amazonaws.com/app',
    ],
    ['Fn::Sub', { 'Fn::Sub': ['${a}-${Count}-${!b}', { a: 'x' }] }, 'x-3-${b}'],
    [
      'a variable of Fn::Sub before a resource',
      { 'Fn::Sub': ['${Queue.Arn}', { 'Queue.Arn': 1 }] },
      '1',
    ],
    [
      'Fn::Join',
      { 'Fn::Join': ['-', ['a', 1, { Ref: 'AWS::NoValue' }, { Ref: 'Stage' }]] },
      'a-1-dev',
    ],
    ['Fn::Join of a parameter list', { 'Fn::Join': ['|', { Ref: 'Names' }] }, 'a|b|c'],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [2, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'c'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'min'] }, 2],
    [
      'Fn::FindInMap with a default',
      { 'Fn::FindInMap': ['Sizes', 'prod', 'min', { DefaultValue: 7 }] },
      7,
    ],
    ['Fn::If on a constant', { 'Fn::If': ['Never', 1, 2] }, 2],
    ['Fn::If on the Region', { 'Fn::If': ['InIreland', 1, 2] }, 1],
    ['Fn::Base64, unencoded', { 'Fn::Base64': 'echo' }, 'echo'],
    ['Fn::Length', { 'Fn::Length': { Ref: 'Names' } }, 3],
    [
      'Fn::ToJsonString',
      { 'Fn::ToJsonString': { a: [1, true, 'q"'], b: { Ref: 'Stage' } } },
      '{"a":[1,true,"q\\""],"b":"dev"}',
    ],
    ['Fn::Cidr', { 'Fn::Select': [1, { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }] }, '10.0.1.0/24'],
    [
      "Fn::Cidr of a VPC's block",
      { 'Fn::Select': [2, { 'Fn::Cidr': [{ 'Fn::GetAtt': 'Vpc.CidrBlock' }, 3, '13'] }] },
      '10.0.64.0/19',
    ],
    ['an SSM parameter by name', '{{resolve:ssm:/app/name}}', 'orders'],
    [
      'an SSM parameter with a version, inside a text',
      'x-{{resolve:ssm:/app/name:2}}-y',
      'x-orders-y',
    ],
    ['an SSM parameter by Ref', { 'Fn::Sub': '{{resolve:ssm:${Name}}}' }, 'orders'],
    ['a parameter of an SSM type', { Ref: 'Known' }, 'orders'],
    ['an unclosed dynamic reference', 'a{{resolve:ssm:/app', 'a{{resolve:ssm:/app'],
  ])('%s', (_, value, expected) => {
    expect(resolve(value)).toMatchObject({ kind: 'literal', value: expected });
  });

  test('say which defaults decided them', () => {
    expect(resolve({ Ref: 'Count' }).parameters).toEqual(['Count']);
    expect(resolve({ 'Fn::Sub': '${Count}${Stage}${Count}' }).parameters).toEqual([
      'Count',
      'Stage',
    ]);
    expect(resolve({ 'Fn::Select': [{ Ref: 'Count' }, [0, 1, 2, 3]] }).parameters).toEqual([
      'Count',
    ]);
    expect(resolve('x').parameters).toBeUndefined();
  });

  test('take the values that the assembly gives to parameters', () => {
    expect(resolve({ Ref: 'Open' }, { parameters: { Open: 'yes' } })).toEqual({
      kind: 'literal',
      value: 'yes',
    });
  });

  test.each([
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ])('the partition of %s', (region, partition, suffix) => {
    const value = resolve({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, { region });
    expect(value).toMatchObject({ value: `${partition} ${suffix}` });
  });
});

describe('lists and mappings', () => {
  test('keep their items, without those that are AWS::NoValue', () => {
    const value = resolve([
      1,
      { Ref: 'AWS::NoValue' },
      queue,
      { a: { Ref: 'AWS::NoValue' }, b: 2 },
    ]);
    expect(inWords(value)).toBe('[1, Queue, {b: 2}]');
  });

  test('a list parameter is a list', () => {
    expect(inWords(resolve({ Ref: 'Names' }))).toBe('[a, b, c]');
  });

  test('Fn::Split keeps references whole where the delimiter cannot be inside them', () => {
    const value = {
      'Fn::Split': ['||', { 'Fn::Join': ['||', [queue, 'b', { 'Fn::Sub': 'x${Queue}' }]] }],
    };
    expect(inWords(resolve(value))).toBe('[Queue, b, x${Queue}]');
  });

  test('an entry that a macro may add is unknown, not absent', () => {
    const graph = graphOf({
      template: {
        Resources: { A: { Type: 'T', Properties: { 'Fn::Transform': { Name: 'M' }, B: 1 } } },
      },
    });
    expect(graph.get(nodeOf(graph, 'A'), 'B')).toMatchObject({ value: 1 });
    expect(graph.get(nodeOf(graph, 'A'), 'C')).toMatchObject({ kind: 'unknown', code: 'macro' });
  });
});

describe('references', () => {
  test.each([
    ['Ref', queue, 'Ref'],
    ['Fn::GetAtt as a list', queueArn, 'Arn'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Arn'],
    [
      'Fn::GetAtt with dots in the attribute',
      { 'Fn::GetAtt': ['Queue', 'Endpoint.Address'] },
      'Endpoint.Address',
    ],
    ['a text that is nothing but a reference', { 'Fn::Sub': '${Queue.Arn}' }, 'Arn'],
    ['Fn::Join of one reference', { 'Fn::Join': ['', ['', queueArn]] }, 'Arn'],
    ['Fn::Select from known items', { 'Fn::Select': [1, ['x', queueArn]] }, 'Arn'],
  ])('%s', (_, value, attribute) => {
    expect(resolve(value)).toMatchObject({
      kind: 'reference',
      node: { logicalId: 'Queue' },
      attribute,
    });
  });

  test.each([
    ['by name', '{{resolve:secretsmanager:db/password:SecretString:user}}'],
    [
      'by ARN',
      '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:db/password-AbCdEf:SecretString:user}}',
    ],
    [
      'by Ref',
      {
        'Fn::Join': [
          '',
          ['{{resolve:secretsmanager:', { Ref: 'Password' }, ':SecretString:user::}}'],
        ],
      },
    ],
  ])('a secret %s', (_, value) => {
    expect(resolve(value)).toMatchObject({
      kind: 'reference',
      node: { logicalId: 'Password' },
      attribute: 'SecretString:user',
      via: [{ how: 'secretsmanager' }],
    });
  });

  test('inside a text are parts of it', () => {
    const value = resolve({ 'Fn::Join': ['', ['dualstack.', queueArn, '/', { Ref: 'Stage' }]] });
    expect(value).toMatchObject({
      kind: 'text',
      parts: [{ value: 'dualstack.' }, { kind: 'reference' }, { value: '/dev' }],
    });
    expect(inWords(value)).toBe('dualstack.${Queue.Arn}/dev');
  });

  test('an attribute that returns a property can be followed', () => {
    const graph = graphOf({
      template: {
        Resources: {
          A: {
            Type: 'AWS::EC2::Subnet',
            Properties: { AvailabilityZone: 'eu-west-1a', SubnetId: 'x' },
          },
          B: {
            Type: 'AWS::EC2::Subnet',
            Properties: { AvailabilityZone: { 'Fn::GetAtt': 'A.AvailabilityZone' } },
          },
        },
      },
    });
    const zone = (id: string) => graph.follow(graph.get(nodeOf(graph, id), 'AvailabilityZone'));
    expect(zone('B')).toMatchObject({ kind: 'literal', value: 'eu-west-1a' });
    const other = graph.resolve(graph.find('Stack1/A')?.stack as never, {
      'Fn::GetAtt': ['A', 'SubnetId'],
    });
    expect(graph.follow(other)).toBe(other);
  });
});

describe('Availability Zones', () => {
  test.each([
    ['', 'eu-west-1'],
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    ['us-east-1', 'us-east-1'],
  ])('Fn::GetAZs of %j', (argument, region) => {
    expect(resolve({ 'Fn::GetAZs': argument })).toEqual({ kind: 'zones', region });
    expect(resolve({ 'Fn::Select': ['2', { 'Fn::GetAZs': argument }] })).toEqual({
      kind: 'zone',
      index: 2,
      region,
    });
  });

  test('of a stack of an unknown Region still have their index', () => {
    const value = { 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] };
    const graph = graphOf({
      template: { Resources: { S: { Type: 'T', Properties: { P: value } } } },
    });
    expect(graph.get(nodeOf(graph, 'S'), 'P')).toEqual({
      kind: 'zone',
      index: 0,
      region: undefined,
    });
  });
});

describe('branches', () => {
  test('on a parameter without a default are not decided', () => {
    const value = resolve({ 'Fn::If': ['IsOpen', 1, queue] });
    expect(value).toMatchObject({
      kind: 'branches',
      condition: 'IsOpen',
      whenTrue: { value: 1 },
      whenFalse: { kind: 'reference' },
    });
    expect(value).toHaveProperty('truth', undefined);
  });

  test('on a parameter with a default say what the default gives, and keep both', () => {
    expect(resolve({ 'Fn::If': ['IsDev', 1, 2] })).toMatchObject({
      kind: 'branches',
      truth: true,
      whenTrue: { value: 1 },
      whenFalse: { value: 2 },
    });
  });

  test('functions apply to both sides', () => {
    const list = { 'Fn::If': ['IsOpen', ['a', 'b'], ['c']] };
    expect(resolve({ 'Fn::Select': [0, list] })).toMatchObject({
      whenTrue: { value: 'a' },
      whenFalse: { value: 'c' },
    });
    expect(resolve({ 'Fn::Length': list })).toMatchObject({
      whenTrue: { value: 2 },
      whenFalse: { value: 1 },
    });
    expect(resolve({ 'Fn::Join': ['', list] })).toMatchObject({
      whenTrue: { value: 'ab' },
      whenFalse: { value: 'c' },
    });
  });

  test.each([
    ['which item', { 'Fn::Select': [1, ['a', 'MAYBE', 'c']] }],
    ['whether an item', { 'Fn::Join': ['-', ['a', 'MAYBE']] }],
    ['the length', { 'Fn::Length': ['MAYBE'] }],
  ])('that may be absent leave open %s', (words, value) => {
    const maybe = { 'Fn::If': ['IsOpen', 'b', { Ref: 'AWS::NoValue' }] };
    const written = JSON.parse(JSON.stringify(value).replace('"MAYBE"', JSON.stringify(maybe)));
    const found = resolve(written);
    expect(found).toMatchObject({ kind: 'unknown', code: 'condition' });
    expect(inWords(found)).toContain(words);
  });

  test('that may be absent do not matter to what comes before, or without a delimiter', () => {
    const maybe = { 'Fn::If': ['IsOpen', 'b', { Ref: 'AWS::NoValue' }] };
    expect(resolve({ 'Fn::Select': [0, ['a', maybe]] })).toMatchObject({ value: 'a' });
    expect(resolve({ 'Fn::Join': ['', ['a', maybe]] })).toMatchObject({ kind: 'text' });
  });

  test('a path leads into both sides', () => {
    const graph = graphOf({
      template: {
        ...TEMPLATE,
        Resources: {
          A: {
            Type: 'T',
            Properties: { P: { 'Fn::If': ['IsOpen', { B: [1] }, { Ref: 'AWS::NoValue' }] } },
          },
        },
      },
    });
    expect(graph.get(nodeOf(graph, 'A'), 'P', 'B', 0)).toMatchObject({
      kind: 'branches',
      whenTrue: { value: 1 },
      whenFalse: { kind: 'absent' },
    });
  });
});

describe('absent', () => {
  test.each([
    ['AWS::NoValue', { Ref: 'AWS::NoValue' }],
    ['null', null],
  ])('%s', (_, value) => {
    expect(resolve(value).kind).toBe('absent');
  });

  test('a property or an index that is not there', () => {
    const graph = graphOf({
      template: { Resources: { A: { Type: 'T', Properties: { L: [1] } }, B: { Type: 'T' } } },
    });
    expect(graph.get(nodeOf(graph, 'A'), 'X', 'Y').kind).toBe('absent');
    expect(graph.get(nodeOf(graph, 'A'), 'L', 1).kind).toBe('absent');
    expect(graph.get(nodeOf(graph, 'B'), 'X').kind).toBe('absent');
    expect(graph.attribute(nodeOf(graph, 'B'), 'UpdatePolicy', 'X').kind).toBe('absent');
  });
});
