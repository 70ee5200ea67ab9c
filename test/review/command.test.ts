import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { VERSION } from '../../lib/formats/index.ts';
import { FORMATS } from '../../lib/review/reports/index.ts';
import { folderOf } from '../assembly/support.ts';
import { run } from './support/command.ts';

const root = join(import.meta.dirname, '..', '..');
const cluster = (isProtected: unknown) => ({
  Resources: {
    Main: {
      Type: 'AWS::RDS::DBCluster',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Engine: 'aurora-postgresql', DeletionProtection: isProtected },
    },
    // Alone, so that losing it takes the database down.
    Writer: {
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: { Ref: 'Main' } },
    },
  },
});
const topic = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };

function review(files: Readonly<Record<string, string | object>>, ...args: string[]) {
  const folder = folderOf(files);
  const paths = args.map((arg) =>
    Object.hasOwn(files, arg) || arg === '.' ? join(folder, arg) : arg,
  );
  return { folder, ...run(folder, ['review', ...paths]) };
}

describe('exit codes', () => {
  test('0 if nothing is wrong', () => {
    const { code, out, err } = review({ 'app.json': topic }, 'app.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('0 errors');
  });

  test('1 for an error', () => {
    const { code, out } = review({ 'app.json': cluster(false) }, 'app.json');
    expect(code).toBe(1);
    expect(out).toContain('HA-AUR-1');
  });

  test('0 for an error if nothing is to fail', () => {
    expect(review({ 'app.json': cluster(false) }, 'app.json', '--fail-on', 'never').code).toBe(0);
  });

  test('2, and one line, if the report cannot be made', () => {
    const broken = vi.spyOn(FORMATS, 'text').mockImplementation(() => {
      throw new RangeError('Invalid string length');
    });
    const { code, out, err } = review({ 'app.json': topic }, 'app.json');
    broken.mockRestore();
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: 'evenkeel review: the report could not be made: Invalid string length\n',
    });
  });

  test('1 for what is unknown only if the config is strict about it', () => {
    const open = cluster({ Ref: 'Protect' });
    const template = { ...open, Parameters: { Protect: { Type: 'String' } } };
    const files = { 'app.json': template };
    const { findings } = JSON.parse(review(files, 'app.json', '--format', 'json').out);
    expect(findings).toContainEqual(
      expect.objectContaining({ ruleId: 'HA-AUR-5', status: 'unknown' }),
    );
    const accepted = findings.filter(({ status }: { status: string }) => status === 'fail');
    const acknowledgements = accepted.map(({ ruleId }: { ruleId: string }) => {
      return { rule: ruleId, resource: '**', reason: 'not what this is about' };
    });
    const code = (strict: boolean) =>
      review(
        { ...files, 'ha.json': { strict, acknowledgements } },
        ...['app.json', '--config', 'ha.json', '--fail-on', 'warning'],
      ).code;
    expect([code(false), code(true)]).toEqual([0, 1]);
  });

  test.each([
    ['no path', {}, []],
    ['a path that is not there', {}, ['/nowhere/app.json']],
    ['a file that is no template', { 'a.json': { hello: 'world' } }, ['a.json']],
    ['an empty file', { 'a.yaml': '' }, ['a.yaml']],
    ['truncated JSON', { 'a.json': '{ "Resources": {' }, ['a.json']],
    ['YAML with tabs', { 'a.yaml': 'Resources:\n\tA:\n\t\tType: B' }, ['a.yaml']],
    [
      'a template of 10 MB',
      { 'a.json': `{ "Resources": {}${' '.repeat(10_000_000)}}` },
      ['a.json'],
    ],
    ['UTF-16', { 'a.json': Buffer.from('{ "Resources": {} }', 'utf16le').toString() }, ['a.json']],
    ['two documents', { 'a.yaml': '---\nResources: {}\n---\nResources: {}' }, ['a.yaml']],
    ['an empty path', {}, ['']],
    ['a folder without templates', { 'README.md': 'hello' }, ['.']],
    ['an option that does not exist', { 'a.json': topic }, ['a.json', '--formt', 'json']],
    ['a format that does not exist', { 'a.json': topic }, ['a.json', '--format', 'xml']],
    ['an option without its value', { 'a.json': topic }, ['a.json', '--output']],
    ['a config that is not there', { 'a.json': topic }, ['a.json', '--config', '/nowhere/ha.yaml']],
    [
      'a folder that does not exist for the report',
      { 'a.json': topic },
      ['a.json', '--output', 'no/such/report.txt'],
    ],
    [
      'a file where the folder of the report should be',
      { 'a.json': topic },
      ['a.json', '--output', 'a.json/report.txt'],
    ],
    ['a folder as the report', { 'a.json': topic }, ['a.json', '--output', '/tmp']],
    ['a full disk', { 'a.json': topic }, ['a.json', '--output', '/dev/full']],
    ['an empty value', { 'a.json': topic }, ['a.json', '--format=']],
  ] as [string, Record<string, string | object>, string[]][])(
    '2 for %s, with a message and no stack trace',
    (_, files, args) => {
      const { code, out, err } = review(files, ...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^evenkeel review: .{10,}/);
      expect(err).not.toMatch(/\n\s+at /);
    },
  );
});

describe('mistakes', () => {
  test('are told all at once', () => {
    const { err } = review(
      { 'a.json': '{', 'ha.yaml': 'strict: 1' },
      ...['a.json', '--formt=x', '--fail-on', 'eror', '--config', 'ha.yaml'],
    );
    const lines = err.trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringContaining('unknown option --formt; did you mean --format?'),
      expect.stringContaining(
        '--fail-on is eror, expected error, warning, never; did you mean error?',
      ),
      expect.stringMatching(/ha\.yaml:1:1: found strict: 1; expected true or false/),
      expect.stringMatching(/a\.json:1:\d+: found/),
    ]);
  });

  test.each([
    [['--output', '--format'], '--output needs a value'],
    [['--help=yes'], '--help takes no value, got yes'],
    [['--format', 'json', '--format', 'html'], '--format is given twice: json and html'],
  ])('%j: %s', (args, message) => {
    expect(review({ 'a.json': topic }, 'a.json', ...args).err).toContain(message);
  });

  test('in a command are corrected', () => {
    const { code, err } = run(root, ['reveiw', 'cdk.out']);
    expect(code).toBe(2);
    expect(err).toContain('unknown command reveiw; did you mean review?');
  });

  test('of giving no command show the commands', () => {
    expect(run(root, [])).toMatchObject({ code: 2, err: expect.stringContaining('review') });
  });
});

describe('help and version', () => {
  test.each([[['--help']], [['help']], [['review', '--help']]])('%j', (args) => {
    expect(run(root, args)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Usage: /),
      err: '',
    });
  });

  test('--version', () => {
    expect(run(root, ['--version'])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });
});

describe('the report', () => {
  test('goes to a file, whole, and nothing else is left behind', () => {
    const files = { 'app.json': cluster(false), 'report.json': 'before' };
    const { code, out, folder } = review(
      files,
      'app.json',
      '--format',
      'json',
      '--output',
      'report.json',
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(
      JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).summary.error,
    ).toBeGreaterThan(0);
    expect(readdirSync(folder).toSorted()).toEqual(['app.json', 'report.json']);
  });

  test('leaves what was there if it cannot be written', () => {
    const folder = folderOf({ 'app.json': topic });
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'file'), '');
    const { code } = run(folder, ['review', join(folder, 'app.json'), '--output', 'taken']);
    expect(code).toBe(2);
    expect(readdirSync(folder).toSorted()).toEqual(['app.json', 'taken']);
  });

  test('follows a link to a file, which stays a link', () => {
    const folder = folderOf({ 'app.json': topic, 'report.txt': 'before' });
    symlinkSync('report.txt', join(folder, 'latest'));
    run(folder, ['review', join(folder, 'app.json'), '--output', 'latest']);
    expect(lstatSync(join(folder, 'latest')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toContain('0 errors');
  });

  test('is the same in whatever order and spelling paths are given', () => {
    const files = {
      'a.json': cluster(false),
      'b/c.json': cluster(false),
      'd.yaml': 'Resources: {}',
    };
    const folder = folderOf(files);
    const cwd = process.cwd();
    process.chdir(folder);
    try {
      const reports = [
        ['a.json', 'b/c.json', 'd.yaml'],
        ['./d.yaml', 'b', './b/../a.json', 'a.json'],
      ].map((paths) => run(folder, ['review', ...paths, '--format', 'json']).out);
      expect(reports[1]).toBe(reports[0]);
      expect(JSON.parse(reports[0] ?? '').templates).toEqual(['a.json', 'b/c.json', 'd.yaml']);
    } finally {
      process.chdir(cwd);
    }
  });

  test('names files from where the command runs', () => {
    const { out } = review({ 'deep/app.json': cluster(false) }, 'deep/app.json');
    expect(out).toMatch(/^ +Main {2}deep\/app\.json:\d+:\d+$/m);
  });

  test('is coloured and shows progress on a terminal, unless NO_COLOR is set', () => {
    const folder = folderOf({ 'app.json': cluster(false) });
    const args = ['review', join(folder, 'app.json')];
    expect(run(folder, args, { isTTY: true })).toMatchObject({
      out: expect.stringContaining('\u001b[31m'),
      err: expect.stringContaining('reading'),
    });
    expect(run(folder, args, { isTTY: true, env: { NO_COLOR: '1' } }).out).not.toContain('\u001b');
    expect(run(folder, args)).toMatchObject({
      out: expect.not.stringContaining('\u001b'),
      err: '',
    });
  });

  test('covers the stacks of several files together', () => {
    const a = {
      Outputs: { Id: { Value: { Ref: 'S' }, Export: { Name: 'subnet' } } },
      Resources: {
        S: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1a' } },
      },
    };
    const b = {
      Resources: {
        G: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: { VPCZoneIdentifier: [{ 'Fn::ImportValue': 'subnet' }] },
        },
      },
    };
    const { out } = review({ 'a.json': a, 'b.json': b }, 'a.json', 'b.json');
    expect(out).toMatch(/^error .*\(HA-ASG-1\)$/m);
  });
});

describe('the program', () => {
  const node = (args: readonly string[], cwd = root) =>
    execFileSync(process.execPath, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  test('runs', () => {
    expect(node(['bin/evenkeel.js', '--version'])).toBe(`${VERSION}\n`);
  });

  test('runs in a clone by npx, without a build, and without the network', () => {
    const npx = execFileSync('npx', ['--offline', 'evenkeel', '--version'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, npm_config_cache: folderOf({}) },
    });
    expect(npx).toBe(`${VERSION}\n`);
  });

  test('loads nothing of CDK', () => {
    const folder = folderOf({ 'app.json': topic });
    const traced = node([
      '--input-type=module',
      '--eval',
      `import { registerHooks } from 'node:module';
       registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });
       process.argv.splice(1, Infinity, 'evenkeel', 'review', ${JSON.stringify(folder)});
       await import(${JSON.stringify(join(root, 'bin/evenkeel.ts'))});`,
    ]);
    expect(traced).toContain('lib/review/engine.ts');
    expect(traced).not.toMatch(/aws-cdk-lib|cdk-nag|constructs/);
  });
});
