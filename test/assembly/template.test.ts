import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatProblem, graphOf, MAX_DEPTH } from '../../lib/assembly/index.ts';
import { parseTemplate } from '../../lib/assembly/input/template.ts';
import { digest, fixture, nodeOf } from './support.ts';

const yaml = readFileSync(fixture('short-forms.yaml'), 'utf8');
const json = readFileSync(fixture('short-forms.json'), 'utf8');

function bodyOf(text: string, file = 'test.yaml'): unknown {
  const { value, problems } = parseTemplate(text, file);
  expect(problems.map(formatProblem)).toEqual([]);
  return value?.body;
}

describe('YAML', () => {
  test('short forms read like the same template in JSON', () => {
    expect(bodyOf(yaml)).toEqual(JSON.parse(json));
  });

  test('and JSON give the same graph', () => {
    expect(digest(graphOf({ template: yaml }))).toEqual(digest(graphOf({ template: json })));
  });

  test('a flow mapping is YAML although it begins like JSON', () => {
    expect(bodyOf('{Resources: {A: {Type: AWS::SQS::Queue}}}')).toEqual({
      Resources: { A: { Type: 'AWS::SQS::Queue' } },
    });
  });

  test('aliases and merge keys are expanded', () => {
    const text = [
      'Common: &common { Type: AWS::SQS::Queue, DeletionPolicy: Retain }',
      'Resources:',
      '  A: *common',
      '  B:',
      '    <<: *common',
      '    DeletionPolicy: Delete',
    ].join('\n');
    expect(bodyOf(text)).toMatchObject({
      Resources: {
        A: { Type: 'AWS::SQS::Queue', DeletionPolicy: 'Retain' },
        B: { Type: 'AWS::SQS::Queue', DeletionPolicy: 'Delete' },
      },
    });
  });

  test.each([
    ['yes', true],
    ['Off', false],
    ['"yes"', 'yes'],
    ['2010-09-09', '2010-09-09'],
    ['012345678901', '012345678901'],
    ['123456789012', 123456789012],
    ['99999999999999999999', '99999999999999999999'],
    ['1.5', 1.5],
    ['!!str 12', '12'],
    ['~', null],
    ['.inf', '.inf'],
    ['!Ref 123', { Ref: '123' }],
    ['!GetAtt A.B.C', { 'Fn::GetAtt': ['A', 'B.C'] }],
    ['!GetAtt A', { 'Fn::GetAtt': ['A'] }],
  ])('reads %s', (text, value) => {
    const template = `Resources:\n  A: { Type: T, Properties: { P: ${text} } }\n`;
    expect(bodyOf(template)).toEqual({
      Resources: { A: { Type: 'T', Properties: { P: value } } },
    });
  });

  test('names like those of object members are names', () => {
    const body = bodyOf('Resources:\n  __proto__: { Type: T }\n  constructor: { Type: T }\n');
    const graph = graphOf({ template: body as object });
    expect(graph.nodes.map((node) => node.logicalId)).toEqual(['__proto__', 'constructor']);
  });
});

describe('YAML that other parsers take', () => {
  const resources = (lines: readonly string[]) => {
    const text = [
      'Resources:',
      '  A:',
      '    Type: T',
      '    Properties:',
      ...lines,
      '  B:',
      '    Type: U',
    ];
    const { value, problems } = parseTemplate(text.join('\n'), 'a.yaml');
    expect(problems.map(formatProblem)).toEqual([]);
    const body = value?.body as { Resources: Record<string, { Properties: object; Type: string }> };
    const { A, B } = body.Resources;
    expect(B?.Type).toBe('U');
    expect(value?.locate(['Resources', 'B']).line).toBe(text.length - 1);
    return A?.Properties;
  };

  test.each([
    ['a single-quoted text', ["      P: '{", '  "it": \'\'s, {', '', "}'"], '{ "it": \'s, {\n}'],
    ['a tagged text', ["      P: !Sub '{", '"a": [', "]}'"], { 'Fn::Sub': '{ "a": [ ]}' }],
    ['a double-quoted text', ['      P: "{', '\\"a\\": 1', '}"'], '{ "a": 1 }'],
    ['a mapping', ['      P: {', '  a: 1, "b": [', '], c: "}"', '}'], { a: 1, b: [], c: '}' }],
    [
      'a list in a list',
      ["      P: !Join ['', [", "  'a',", "'b'", ']]'],
      { 'Fn::Join': ['', ['a', 'b']] },
    ],
    ['a quote in a flow', ['      P: [', "'x", "y'", ']'], ['x y']],
  ])('%s that goes on at the margin', (_, lines, expected) => {
    expect(resources(lines)).toEqual({ P: expected });
  });

  test('many of them', () => {
    const many = Array.from({ length: 40 }, (_, i) => [`      P${i}: '{`, "}'"]).flat();
    expect(Object.values(resources(many) ?? {})).toEqual(Array(40).fill('{ }'));
  });

  test('a comment right behind a quote, and an empty document at the end', () => {
    expect(bodyOf("Resources:\n  A: { Type: 'T'# why\n }\n---\n# the end\n")).toEqual({
      Resources: { A: { Type: 'T' } },
    });
  });

  test('a key twice, of which the last one counts, and it is told', () => {
    const { value, problems } = parseTemplate(
      'Resources:\n  A: { Type: T }\n  A: { Type: U }\n',
      'a.yaml',
    );
    expect(value?.body).toEqual({ Resources: { A: { Type: 'U' } } });
    expect(value?.locate(['Resources', 'A']).line).toBe(3);
    expect(problems.map(formatProblem)).toEqual([
      expect.stringContaining('a.yaml:3:3: found the key A a second time'),
    ]);
  });
});

describe('positions', () => {
  const inYaml = graphOf({ template: yaml, name: 'y' });
  const inJson = graphOf({ template: json, name: 'j' });
  const at = (text: string, line: number, column: number) =>
    text.split('\n')[line - 1]?.slice(column - 1);

  test.each([
    ['a resource', 'Group', [], /^"?Group"?:/],
    ['a property', 'Group', ['MaxSize'], /^"?MaxSize"?: 6/],
    ['a list item', 'Group', ['AvailabilityZones', 0], /^(\[0|\{ "Fn::Select": \[0)/],
    ['inside a list', 'Group', ['NotificationConfigurations', 0, 'TopicARN'], /^"?TopicARN/],
    ['inside a function', 'Queue', ['VisibilityTimeout', 'Fn::If', 1], /^60/],
    ['what is not there', 'Group', ['MaxSize', 'Nothing', 0], /^"?MaxSize"?: 6/],
    ['an absent property', 'Queue', ['Nothing'], /^"?Properties/],
  ] as const)('of %s', (_, id, path, expected) => {
    const y = inYaml.position(nodeOf(inYaml, id), ...path);
    expect(at(yaml, y.line, y.column)).toMatch(expected);
    const j = inJson.position(nodeOf(inJson, id), ...path);
    expect(at(json, j.line, j.column)).toMatch(expected);
    expect([y.file, j.file]).toEqual(['y', 'j']);
  });

  test('keys with escapes, brackets and quotes do not confuse the scanner', () => {
    const text = `{ "a\\"}]": ["}", {"x": "\\\\"}], "Resources":\n {"\\u0041": {"Type": "T", "Properties": {"P": [[], {}, 7]}}}}`;
    const { value } = parseTemplate(text, 'x.json');
    const place = value?.locate(['Resources', 'A', 'Properties', 'P', 2]);
    expect(place).toMatchObject({ line: 2 });
    expect(text.split('\n')[1]?.[(place?.column ?? 0) - 1]).toBe('7');
  });

  test('follow an alias to its anchor', () => {
    const text = 'X: &x\n  Type: T\n  Properties:\n    P: 1\nResources:\n  A: *x\n';
    const { value } = parseTemplate(text, 'x.yaml');
    expect(value?.locate(['Resources', 'A', 'Properties', 'P'])).toMatchObject({ line: 4 });
  });
});

describe('fails with a message that says where, what and what to do', () => {
  const deep = `{"Resources": ${'{"a":'.repeat(MAX_DEPTH + 1)}1${'}'.repeat(MAX_DEPTH + 1)}}`;
  const bomb = Array.from(
    { length: 30 },
    (_, i) => `x${i}: &x${i} [${i === 0 ? 'a, b' : `*x${i - 1}, *x${i - 1}`}]`,
  ).join('\n');

  test.each([
    ['an empty file', 'a.json', '', 'a.json: found an empty file; expected a CloudFormation'],
    ['blanks', 'a.yaml', ' \n\t\n', 'a.yaml: found an empty file'],
    ['a list', 'a.json', '[1, 2]', 'a.json:1:1: found a list; expected a CloudFormation template'],
    ['plain text', 'a.yaml', 'hello', 'a.yaml:1:1: found the text "hello"; expected'],
    ['text as JSON', 'a.json', 'hello', 'a.json:1:1: found "hello"; expected a value'],
    ['no resources', 'a.json', '{"a": 1}', 'a mapping whose Resources section is nothing'],
    ['resources as a list', 'a.json', '{"Resources": []}', 'Resources section is a list'],
    [
      'truncated JSON',
      'a.json',
      '{"Resources": {\n "A": {"Type": "AWS::SQS',
      'a.json:2:16: found "\\"AWS::SQS"; expected a value',
    ],
    [
      'JSON cut after a value',
      'a.json',
      '{"Resources": {\n "A": 1',
      "a.json:2:8: found the end of the file after 23 characters; expected ',' or the closing bracket; the file looks truncated",
    ],
    ['a trailing comma', 'a.json', '{"a": 1,}', 'a.json:1:9: found "}"; expected a key in double'],
    ['a missing colon', 'a.json', '{"a" 1}', `a.json:1:6: found "1}"; expected ':'`],
    ['two documents', 'a.json', '{} {}', 'a.json:1:4: found "{}"; expected the end of the file'],
    ['a wrong bracket', 'a.json', '{"a": [1}', 'a.json:1:9: found "}"; expected \',\' or'],
    ['bad JSON in .template', 'a.template', '{"Resources": ', 'a.template:1:15: found the end'],
    [
      'a tab',
      'a.yaml',
      'Resources:\n\tA: 1\n',
      'a.yaml:2:1: found a tab used as indentation; expected valid YAML; indent with spaces',
    ],
    ['broken YAML', 'a.yaml', 'Resources: {A: [}\n', 'a.yaml:1:17: found'],
    [
      'a duplicate key',
      'a.yaml',
      'Resources: {}\nResources: {}\n',
      'a.yaml:2:1: found the key Resources a second time',
    ],
    [
      'an unknown tag',
      'a.yaml',
      'Resources:\n  A: !ref B\n',
      'a.yaml:2:11: found the tag !ref; expected a CloudFormation function',
    ],
    [
      'a missing anchor',
      'a.yaml',
      'Resources:\n  A: *b\n',
      'a.yaml:2:6: found the alias *b; expected an anchor &b',
    ],
    [
      'an anchor in itself',
      'a.yaml',
      'Resources: &r\n  A: *r\n',
      'a.yaml:2:6: found the alias *r inside its own anchor',
    ],
    [
      'a key that is a list',
      'a.yaml',
      '? [a]\n: 1\n',
      'a.yaml:1:3: found a key that is not a string',
    ],
    [
      'deep nesting',
      'a.json',
      deep,
      'a.json: found too many levels of nesting; expected at most 128 levels',
    ],
    [
      'deep flow YAML',
      'a.yaml',
      `a: ${'['.repeat(20_000)}`,
      'found too many levels of nesting; expected at most 128',
    ],
    [
      'an alias bomb',
      'a.yaml',
      `${bomb}\nResources: {}\n`,
      'found too many values, aliases included',
    ],
    [
      'a section that is a list',
      'a.json',
      '{"Resources": {},\n"Outputs": []}',
      'a.json:2:1: found a list as Outputs; expected a mapping; correct Outputs',
    ],
    [
      'a resource that is a text',
      'a.json',
      '{"Resources": {"A": "x"}}',
      'a.json:1:16: found the text "x" as the resource A',
    ],
    [
      'a resource without a type',
      'a.json',
      '{"Resources": {"A": {}}}',
      'found nothing as the Type of A; expected a resource type such as',
    ],
    [
      'properties that are a list',
      'a.json',
      '{"Resources": {"A": {"Type": "T", "Properties": [1]}}}',
      'a.json:1:35: found a list as the Properties of A',
    ],
  ])('%s', (_, file, text, message) => {
    const { problems } = parseTemplate(text, file);
    expect(problems.map(formatProblem).join('\n')).toContain(message);
    expect(problems.every((problem) => problem.severity === 'error')).toBe(true);
  });

  test('all problems of a template at once', () => {
    const text = '{"Resources": {"A": 1, "B": {}, "C": {"Type": "T"}}, "Mappings": 3}';
    const { value, problems } = parseTemplate(text, 'a.json');
    expect(problems.map((problem) => problem.found)).toEqual([
      'the number 3 as Mappings',
      'the number 1 as the resource A',
      'nothing as the Type of B',
    ]);
    expect(value?.body).toHaveProperty('Resources.C');
  });
});
