// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { graphOf, InputError, load, MAX_TEMPLATE_BYTES } from '../../lib/assembly/index.ts';
import { digest, fixture, folderOf, nodeOf, QUEUE, report } from './support.ts';

const denied = vi.hoisted(() => ({ path: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readdirSync: typeof fs.readdirSync = ((path: string, options: object) => {
    if (path === denied.path) throw Object.assign(new Error('denied'), { code: 'EACCES' });
    return fs.readdirSync(path, options);
  }) as typeof fs.readdirSync;
  return { ...fs, readdirSync };
});
beforeEach(() => {
  denied.path = '';
});

describe('a folder', () => {
  test('gives its templates, and says what it left out', () => {
    const folder = folderOf({
      'b.yaml': 'Resources: { B: { Type: AWS::SQS::Queue } }',
      'a/a.json': QUEUE,
      'a/notes.txt': 'x',
      'c.template': JSON.stringify(QUEUE),
      'package.json': { name: 'x' },
      'compose.yml': 'Resources: { web: { image: x } }',
      '.hidden/x.json': QUEUE,
      'node_modules/x/x.json': QUEUE,
    });
    const { stacks, problems, skipped } = report(folder);
    expect(stacks).toEqual(['b.yaml', 'c.template', 'a/a.json']);
    expect(problems).toEqual([]);
    expect(skipped).toEqual([
      '.hidden: hidden or installed',
      'node_modules: hidden or installed',
      'a/notes.txt: not JSON or YAML by its name',
      'compose.yml: not a CloudFormation template',
      'package.json: no Resources section',
    ]);
  });

  test('reports templates in UTF-16, which it cannot read', () => {
    const folder = folderOf({ 'a.json': QUEUE });
    for (const name of ['b.json', 'c.template']) {
      writeFileSync(join(folder, name), `\ufeff${JSON.stringify(QUEUE)}`, 'utf16le');
    }
    const { problems, stacks } = report(folder);
    expect(stacks).toEqual(['a.json']);
    expect(problems).toEqual([
      expect.stringContaining('error b.json: found zero bytes, as in UTF-16'),
      expect.stringContaining('error c.template: found zero bytes'),
    ]);
  });

  test('reports every key that JSON repeats, and only those', () => {
    const queue =
      '{ "Type": "AWS::SQS::Queue", "Properties": { "Note": "\\"a\\": 1, \\"a\\": 2" } }';
    const text = `{ "Resources": { "Q" : ${queue},\n  "R": ${queue},\n  "Q": ${queue} } }`;
    const { problems } = report(folderOf({ 'a.json': text }));
    expect(problems).toEqual([
      expect.stringContaining('error a.json:3:3: found the key "Q" a second time'),
    ]);
    const one = `{ "Resources": { "Q" : ${queue} } }`;
    expect(report(folderOf({ 'a.json': one })).problems).toEqual([]);
  });

  test('reports every broken template, and keeps the others', () => {
    const folder = folderOf({
      'a.json': '{"Resources": {',
      'b.yaml': 'Resources:\n\tA: 1',
      'c.json': QUEUE,
      'd.json': { Resources: { A: { Type: 'AWS::X::Y', Properties: 1 }, B: { Type: 'A::B::C' } } },
    });
    const { stacks, problems } = report(folder);
    expect(stacks).toEqual(['c.json', 'd.json']);
    expect(problems).toEqual([
      expect.stringMatching(
        /^error a.json:1:16: found the end of the file .* the file looks truncated/,
      ),
      expect.stringMatching(/^error b.yaml:2:1: found a tab used as indentation/),
      expect.stringMatching(/^error d.json:1:39: found the number 1 as the Properties of A/),
    ]);
  });

  test('without templates is a problem', () => {
    const folder = folderOf({ 'readme.md': 'x' });
    expect(report(folder).problems).toEqual([
      'error .: found no template and no cloud assembly; expected a cloud assembly, a template, or a folder of them; pass the output folder of `cdk synth` or the path of a template',
    ]);
  });

  test('that links to itself is read once', () => {
    const folder = folderOf({ 'a/a.json': QUEUE });
    symlinkSync('..', join(folder, 'a', 'up'));
    symlinkSync('loop.json', join(folder, 'loop.json'));
    const { stacks, problems, skipped } = report(folder);
    expect(stacks).toEqual(['a/a.json']);
    expect(problems).toEqual([
      expect.stringContaining('error loop.json: found a loop of symbolic links'),
    ]);
    expect(skipped).toEqual(['a/up: a link to a folder that was read']);
  });

  test('that cannot be read is a problem, and the rest is read', () => {
    const folder = folderOf({ 'a.json': QUEUE });
    mkdirSync(join(folder, 'secret'));
    denied.path = join(folder, 'secret');
    const { stacks, problems } = report(folder);
    expect(stacks).toEqual(['a.json']);
    expect(problems).toEqual([
      'error secret: found no permission to read it; expected a readable file or folder; check the permissions and links',
    ]);
  });
});

describe('several inputs', () => {
  test('are one graph, each file once', () => {
    const folder = folderOf({
      'a/template.json': {
        ...QUEUE,
        Outputs: { A: { Value: { 'Fn::GetAtt': 'Queue.Arn' }, Export: { Name: 'arn' } } },
      },
      'b/template.yaml':
        'Resources: { User: { Type: A::B::C, Properties: { P: !ImportValue arn } } }',
    });
    const { graph, stacks, skipped } = report(folder, [
      join(folder, 'b'),
      join(folder, 'a/template.json'),
      join(folder, 'a'),
    ]);
    expect(stacks).toEqual(['a/template.json', 'b/template.yaml']);
    expect(graph.references(nodeOf(graph, 'User'))).toMatchObject([
      { how: 'import', attribute: 'Arn' },
    ]);
    expect(skipped).toEqual(['a/template.json: loaded already']);
  });

  test('report all their problems at once', () => {
    const folder = folderOf({ 'a.json': '', 'b.json': '[]' });
    const paths = ['gone.json', 'a.json', 'b.json', 'a.json/x'].map((name) => join(folder, name));
    expect(report(folder, paths).problems).toEqual([
      'error a.json: found an empty file; expected a CloudFormation template in JSON or YAML; check the path',
      'error a.json/x: found a file where a folder should be; expected a readable file or folder; check the permissions and links',
      expect.stringContaining('error b.json:1:1: found a list; expected'),
      'error gone.json: found nothing; expected a readable file or folder; check the path',
    ]);
  });

  test('none is a problem', () => {
    expect(load([]).problems).toMatchObject([{ found: 'no path' }]);
  });
});

test('a template beyond the limit is refused unread', () => {
  const folder = folderOf({ 'big.json': ' '.repeat(10 * 1024 * 1024) });
  const start = performance.now();
  expect(report(folder).problems).toEqual([
    `error big.json: found 10485760 bytes; expected at most ${MAX_TEMPLATE_BYTES} bytes (CloudFormation accepts templates of 1 MB); split it into nested stacks`,
  ]);
  expect(performance.now() - start).toBeLessThan(1000);
});

describe('nested templates on disk', () => {
  test('belong to their parent, wherever the folder lists them', () => {
    const { graph, problems } = load([fixture('nested')]);
    expect(problems).toEqual([]);
    expect(graph.stacks.map((stack) => stack.id.replace(/.*nested\//, ''))).toEqual([
      'parent.yaml',
      'parent.yaml/Data',
    ]);
    const group = nodeOf(graph, 'Group');
    expect(graph.get(group, 'GroupDescription')).toMatchObject({ value: '2' });
    expect(graph.get(group, 'GroupName')).toMatchObject({
      value: 'eu-west-1a',
      parameters: ['Zone'],
    });
    expect(graph.references(group)).toMatchObject([{ how: 'nested', to: { logicalId: 'Vpc' } }]);
    expect(graph.referrers(group)).toMatchObject([
      { how: 'nested', from: { logicalId: 'Reader' } },
    ]);
  });

  const nests = (url: unknown) => ({
    Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } },
  });

  test('used twice are two stacks', () => {
    const { Resources } = nests('child.json');
    const folder = folderOf({
      'a.json': { Resources: { N: Resources.N, M: Resources.N } },
      'child.json': QUEUE,
    });
    expect(report(folder).stacks).toEqual(['a.json', 'a.json/N', 'a.json/M']);
  });

  test.each([
    [
      'are missing',
      { 'a.json': nests('gone.json') },
      [
        'error a.json:1:70: found nothing at gone.json; expected the template of the nested stack N; synthesize the app again, or put the template there',
      ],
    ],
    [
      'are broken',
      { 'a.json': nests('b.txt'), 'b.txt': '[]' },
      [expect.stringContaining('error b.txt:1:1: found a list')],
    ],
    [
      'are in a bucket',
      { 'a.json': nests('https://s3.amazonaws.com/b/x.json') },
      [
        expect.stringContaining(
          'warning a.json:1:70: found the nested stack N at https://s3.amazonaws.com/b/x.json; expected a template on disk',
        ),
      ],
    ],
    [
      'have a URL put together at deployment',
      { 'a.json': nests({ 'Fn::Sub': 'https://${AWS::StackId}/x' }) },
      [
        expect.stringContaining(
          'warning a.json:1:70: found the nested stack N at a URL put together at deployment',
        ),
      ],
    ],
    [
      'nest themselves',
      { 'a.json': nests('a.json') },
      [
        expect.stringContaining(
          'error a.json:1:70: found the nested stack N using a.json, which leads back to itself',
        ),
      ],
    ],
    [
      'nest each other',
      { 'a.json': nests('b.json'), 'b.json': nests('a.json') },
      [
        expect.stringContaining(
          'error b.json:1:70: found the nested stack N using a.json, which leads back',
        ),
      ],
    ],
  ])('that %s', (_, files, problems) => {
    const found = report(folderOf(files));
    expect(found.problems).toEqual(problems);
    expect(found.stacks[0]).toBe('a.json');
    expect(found.stacks.length).toBeLessThanOrEqual(2);
  });

  test('that multiply at every level end at a limit', () => {
    const twice = (name: string) => {
      const { N } = nests(name).Resources;
      return { Resources: { N, M: N } };
    };
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `t${i}.json`,
        i === 19 ? QUEUE : twice(`t${i + 1}.json`),
      ]),
    );
    expect(report(folderOf(files)).problems).toEqual([
      expect.stringContaining('found more than 2000 stacks, nested ones included'),
    ]);
  });
});

describe('what cannot be seen or deployed', () => {
  test.each([
    [
      'a transform',
      { Transform: 'AWS::SecretsManager-2024-09-16', ...QUEUE },
      'warning a.json:1:2: found the transform AWS::SecretsManager-2024-09-16; expected',
    ],
    [
      'a macro',
      { Transform: [{ Name: 'M' }], ...QUEUE },
      'warning a.json:1:2: found the transform M',
    ],
    [
      'a loop',
      { ...QUEUE, Resources: { 'Fn::ForEach::X': ['I', ['a'], {}], Q: { Type: 'A::B::C' } } },
      'warning a.json:1:15: found Fn::ForEach::X; expected',
    ],
    [
      'a module',
      { Resources: { M: { Type: 'A::B::C::MODULE' } } },
      'warning a.json:1:15: found the module A::B::C::MODULE; expected',
    ],
    [
      'a circle of references',
      {
        Resources: {
          A: { Type: 'A::B::C', Properties: { P: { Ref: 'B' } } },
          B: { Type: 'A::B::C', DependsOn: 'C' },
          C: { Type: 'A::B::C', Properties: { P: { 'Fn::Sub': '${A}' } } },
          D: { Type: 'A::B::C', DependsOn: ['A'] },
        },
      },
      'error a.json:1:15: found resources that depend on each other: A, B, C; expected references',
    ],
    [
      'a reference to itself',
      { Resources: { A: { Type: 'A::B::C', Properties: { P: { 'Fn::GetAtt': 'A.X' } } } } },
      'error a.json:1:15: found resources that depend on each other: A;',
    ],
  ])('%s is a problem', (_, template, message) => {
    const { problems } = report(folderOf({ 'a.json': template }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  test('a condition that leads back to itself is a problem, and decides nothing', () => {
    const { graph, problems } = report(
      folderOf({
        'a.json': {
          Conditions: {
            Loop: { 'Fn::Not': [{ Condition: 'Again' }] },
            Again: { 'Fn::And': [{ Condition: 'Loop' }, { 'Fn::Equals': ['a', 'a'] }] },
            Beside: { 'Fn::Not': [{ Condition: 'Loop' }] },
          },
          Resources: { A: { Type: 'A::B::C', Properties: { P: { 'Fn::If': ['Loop', 1, 2] } } } },
        },
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^error a\.json:1:\d+: found the condition Loop, which leads back/),
      expect.stringMatching(/^error a\.json:1:\d+: found the condition Again, which leads back/),
    ]);
    expect(graph.get(nodeOf(graph, 'A'), 'P')).toMatchObject({ kind: 'branches' });
  });

  test('the language extensions alone hide nothing', () => {
    const template = { Transform: 'AWS::LanguageExtensions', ...QUEUE };
    expect(report(folderOf({ 'a.json': template })).problems).toEqual([]);
  });

  test('a circle that a condition may open is none', () => {
    const template = {
      Parameters: { O: { Type: 'String' } },
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'O' }, 'x'] } },
      Resources: {
        A: { Type: 'A::B::C', Properties: { P: { 'Fn::If': ['C', { Ref: 'B' }, 1] } } },
        B: { Type: 'A::B::C', Properties: { P: { Ref: 'A' } } },
      },
    };
    expect(report(folderOf({ 'a.json': template })).problems).toEqual([]);
  });

  test('a long chain is no circle, and does not exhaust the stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => [
      `R${i}`,
      { Type: 'A::B::C', DependsOn: i === 19_999 ? [] : `R${i + 1}` },
    ]);
    expect(
      report(folderOf({ 'a.json': { Resources: Object.fromEntries(chain) } })).problems,
    ).toEqual([]);
  });
});

describe('graphOf', () => {
  test('throws all problems of all templates', () => {
    const broken = () =>
      graphOf({ name: 'a', template: '' }, { name: 'b', template: [] }, { template: QUEUE });
    expect(broken).toThrow(InputError);
    expect(broken).toThrow(/a: found an empty file.*\nb:1:1: found a list/);
  });

  test('refuses an object that is not JSON', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(() => graphOf({ template: circular })).toThrow(
      /Stack1: found an object that is not JSON/,
    );
  });

  test('does not see later changes of the object', () => {
    const template = structuredClone(QUEUE) as { Resources: Record<string, object> };
    const graph = graphOf({ template });
    const before = JSON.stringify(digest(graph));
    template.Resources.Other = { Type: 'X' };
    expect(JSON.stringify(digest(graph))).toBe(before);
  });
});
