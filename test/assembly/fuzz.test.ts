// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asBoolean,
  asKeyValues,
  asList,
  asMapping,
  asNumber,
  asString,
  explore,
  formatProblem,
  graphOf,
  InputError,
  describe as inWords,
  load,
  physicalName,
  type ResourceGraph,
  referencesIn,
  type StackInput,
  textKey,
  zonesOfNames,
  zonesOfSubnets,
} from '../../lib/assembly/index.ts';
import { parseTemplate } from '../../lib/assembly/input/template.ts';
import { digest, fixture, folderOf } from './support.ts';

const yaml = readFileSync(fixture('short-forms.yaml'), 'utf8');
const json = readFileSync(fixture('short-forms.json'), 'utf8');

/** Everything a rule might ask of a graph. */
function exercise(graph: ResourceGraph): string {
  const out: unknown[] = [digest(graph)];
  for (const node of graph.nodes) {
    const value = graph.get(node);
    const reads = [asNumber, asBoolean, asString, asList, asMapping, asKeyValues];
    out.push(...reads.map((read) => read(value).state), inWords(value), textKey(value));
    out.push(referencesIn(value).length, physicalName(graph, node), graph.exists(node));
    out.push(
      zonesOfSubnets(graph, value),
      zonesOfNames(graph, value),
      graph.position(node, 'P', 0),
    );
    const { outcomes } = explore(
      graph,
      (view) => [
        inWords(view.get(node)),
        view.references(node).length,
        view.referrers(node).length,
      ],
      node,
    );
    out.push(outcomes.map(({ scenario, result }) => [scenario.isDefault, result]));
  }
  return JSON.stringify(out);
}

const name = fc.constantFrom(
  'A', 'B', 'C', 'P', 'AWS::Region', 'AWS::NoValue', 'constructor', '__proto__', 'Cond', 'Map', 'exp', 'S',
); // biome-ignore format: a list of names
const scalar = fc.oneof(
  name,
  fc.string({ maxLength: 8 }),
  fc.integer({ min: -2, max: 9 }),
  fc.boolean(),
  fc.constantFrom(
    null,
    '',
    '10.0.0.0/16',
    '${A.Arn}-${P}',
    '${!x}${',
    '{{resolve:ssm:exp}}',
    '{{resolve:secretsmanager:',
    'a,b',
  ),
);
const functions = [
  'Ref', 'Condition', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::Split', 'Fn::Select', 'Fn::If', 'Fn::Equals',
  'Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::FindInMap', 'Fn::Cidr', 'Fn::GetAZs', 'Fn::Base64', 'Fn::ImportValue',
  'Fn::GetStackOutput', 'Fn::ToJsonString', 'Fn::Length', 'Fn::Transform', 'Fn::ForEach::X', 'Fn::Unknown',
]; // biome-ignore format: a list of names

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.tuple(fc.constantFrom(...functions), tie('value')).map(([fn, arg]) => ({ [fn]: arg })),
    fc.tuple(name, name).map(([a, b]) => ({ 'Fn::GetAtt': [a, `Outputs.${b}`] })),
    fc.tuple(name, tie('value'), tie('value')).map((args) => ({ 'Fn::If': args })),
    fc.tuple(name, tie('value')).map(([a, v]) => ({ 'Fn::Sub': [`\${${a}}-\${x}`, { x: v }] })),
    fc
      .tuple(scalar, fc.array(tie('value'), { maxLength: 3 }))
      .map((args) => ({ 'Fn::Join': args })),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    fc
      .record(
        { StackName: name, OutputName: name, Region: scalar },
        { requiredKeys: ['StackName'] },
      )
      .map((output) => ({ 'Fn::GetStackOutput': output })),
  ),
}));

const resource = fc.record(
  {
    Type: fc.constantFrom(
      'AWS::SQS::Queue', 'AWS::EC2::Subnet', 'AWS::EC2::VPC', 'AWS::SSM::Parameter', 'AWS::SecretsManager::Secret',
      'AWS::CloudFormation::Stack', 'Custom::CrossRegionExportReader', 'Custom::CrossRegionExportWriter',
    ), // biome-ignore format: a list of names
    Properties: fc.dictionary(
      fc.constantFrom(
        'P',
        'Name',
        'Value',
        'AvailabilityZone',
        'CidrBlock',
        'Parameters',
        'ReaderProps',
        'WriterProps',
        'QueueName',
      ),
      value,
      { maxKeys: 4 },
    ),
    Condition: name,
    DependsOn: value,
  },
  { requiredKeys: ['Type'] },
);
const template = fc.record(
  {
    Parameters: fc.dictionary(
      name,
      fc.record(
        {
          Type: fc.constantFrom(
            'String',
            'CommaDelimitedList',
            'AWS::SSM::Parameter::Value<String>',
          ),
          Default: scalar,
          AllowedValues: value,
        },
        { requiredKeys: ['Type'] },
      ),
      { maxKeys: 3 },
    ),
    Mappings: fc.dictionary(name, value, { maxKeys: 2 }),
    Conditions: fc.dictionary(name, value, { maxKeys: 3 }),
    Resources: fc.dictionary(name, resource, { maxKeys: 4 }),
    Outputs: fc.dictionary(name, fc.record({ Value: value, Export: fc.record({ Name: scalar }) }), {
      maxKeys: 3,
    }),
  },
  { requiredKeys: ['Resources'] },
);

function graphOrError(...inputs: readonly StackInput[]): ResourceGraph | undefined {
  try {
    return graphOf(...inputs);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return undefined;
  }
}

describe('whatever a template holds', () => {
  test('resolution is total, and gives the same answer every time', () => {
    fc.assert(
      fc.property(template, template, template, (a, b, nested) => {
        const inputs = [
          { name: 'A', region: 'eu-west-1', template: a, nested: { A: nested, B: nested } },
          { name: 'B', template: b },
        ];
        const graph = graphOrError(...inputs);
        if (graph === undefined) return;
        const first = exercise(graph);
        expect(exercise(graph)).toBe(first);
        const again = graphOrError(...structuredClone(inputs));
        expect(again && exercise(again)).toBe(first);
      }),
      { numRuns: 300 },
    );
  });

  test('any JSON is a template or a problem', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.constantFrom('a.json', 'a.yaml', 'a.template'),
        (text, file) => {
          const { value: found, problems } = parseTemplate(text, file);
          expect(found !== undefined || problems.length > 0).toBe(true);
          for (const problem of problems) expect(formatProblem(problem)).toContain(`${file}:`);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe.each([
  ['YAML', 'a.yaml', yaml],
  ['JSON', 'a.json', json],
])('a damaged %s template', (_, file, text) => {
  const damage = fc.oneof(
    fc.nat(text.length).map((end) => text.slice(0, end)),
    fc
      .tuple(fc.nat(text.length), fc.nat(30), fc.string({ maxLength: 5 }))
      .map(([at, length, insert]) => {
        return text.slice(0, at) + insert + text.slice(at + length);
      }),
    fc
      .tuple(
        fc.nat(text.length),
        fc.constantFrom(
          '\t',
          '{',
          '[',
          '"',
          "'",
          '&a ',
          '*a',
          '!Ref ',
          ':',
          '#',
          '\0',
          '---\n',
          '<<: ',
        ),
      )
      .map(([at, insert]) => text.slice(0, at) + insert + text.slice(at)),
  );

  test('is a graph or a problem with a place', () => {
    fc.assert(
      fc.property(damage, (damaged) => {
        const { value: found, problems } = parseTemplate(damaged, file);
        if (found === undefined) expect(problems.length).toBeGreaterThan(0);
        const lines = damaged.split('\n').length;
        for (const { line, column } of problems) {
          expect(line ?? 1).toBeLessThanOrEqual(lines);
          expect(Math.min(line ?? 1, column ?? 1)).toBeGreaterThan(0);
        }
        const graph = graphOrError({ template: damaged });
        if (graph !== undefined) exercise(graph);
      }),
      { numRuns: 300 },
    );
  });
});

test('a damaged cloud assembly is a graph or a problem', () => {
  const artifacts = {
    A: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/eu-west-1',
      properties: { templateFile: 'A.template.json', tags: { a: 'b' } },
      additionalMetadataFile: 'A.metadata.json',
      displayName: 'A',
    },
    'A.assets': { type: 'cdk:asset-manifest', properties: { file: 'A.assets.json' } },
  };
  const files: Record<string, string> = {
    'manifest.json': JSON.stringify({ version: '55.0.0', artifacts }),
    'A.template.json': json,
    'A.metadata.json': JSON.stringify({ '/A/Q': [{ type: 'aws:cdk:logicalId', data: 'Queue' }] }),
    'A.assets.json': JSON.stringify({ files: { x: { source: { path: 'x' } } } }),
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(files)),
      fc.nat(2000),
      fc.nat(40),
      fc.string({ maxLength: 3 }),
      (file, at, length, insert) => {
        const text = files[file] ?? '';
        const start = at % (text.length + 1);
        const damaged = text.slice(0, start) + insert + text.slice(start + length);
        const { graph, problems } = load([folderOf({ ...files, [file]: damaged })]);
        for (const problem of problems)
          expect(formatProblem(problem)).toMatch(/found .*; expected /);
        exercise(graph);
      },
    ),
    { numRuns: 100 },
  );
});
