import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../assembly/support.ts';
import { run } from './support/command.ts';

const queue = { Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } };

/** One parameter of each kind that CloudFormation checks. */
const asking = {
  Parameters: {
    Stage: { Type: 'String', Default: 'prod', AllowedValues: ['dev', 'prod'] },
    Size: { Type: 'Number', Default: 2, MinValue: 1, MaxValue: 9 },
    Zones: { Type: 'CommaDelimitedList', Default: 'a', AllowedValues: ['a', 'b'] },
    Ports: { Type: 'List<Number>', Default: '80' },
    Name: { Type: 'String', Default: 'shop', MinLength: 2, MaxLength: 8 },
    Mail: { Type: 'String', Default: 'a@example.com', AllowedPattern: '(a+)+$' },
    Password: { Type: 'String', Default: 'longenough', NoEcho: true, MinLength: 8 },
  },
  ...queue,
};

interface Shown {
  readonly summary: { readonly stacks: number; readonly error: number };
  readonly problems: readonly {
    readonly file: string;
    readonly line?: number;
    readonly found: string;
    readonly expected: string;
  }[];
}

/** Runs a command in a folder; what names something in it becomes its path. */
function command(files: Readonly<Record<string, string | object>> | string, ...args: string[]) {
  const folder = typeof files === 'string' ? files : folderOf(files);
  const paths = args.map((arg) => (existsSync(join(folder, arg)) ? join(folder, arg) : arg));
  return { folder, ...run(folder, paths) };
}

function shownBy(files: Readonly<Record<string, string | object>> | string, ...args: string[]) {
  const { out } = command(files, 'review', ...args, '--format', 'json');
  return JSON.parse(out) as Shown;
}

describe('a report', () => {
  const files = { 'a.json': queue, 'ha.json': {}, 'p.json': [], 'in/b.json': queue };

  test.each([
    ['review', ['a.json', '--output', 'a.json']],
    ['review', ['in', '--output', 'in/b.json']],
    ['review', ['a.json', '--config', 'ha.json', '--output', 'ha.json']],
    ['review', ['a.json', '--parameters', 'p.json', '--output', 'p.json']],
    ['review', ['a.json', '--baseline', 'new.json', '--output', 'new.json']],
    ['predict', ['a.json', '--output', 'a.json']],
    ['report', ['a.json', '--output', 'a.json']],
  ])('of %s %j replaces nothing that is read', (name, args) => {
    const { folder, code, err } = command(files, name, ...args);
    expect(code).toBe(2);
    expect(err).toContain('is a file that is read: name another one');
    for (const [file, content] of Object.entries(files)) {
      expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual(content);
    }
    expect(existsSync(join(folder, 'new.json'))).toBe(false);
  });

  test('replaces no template that a link leads to', () => {
    const folder = folderOf(files);
    symlinkSync('a.json', join(folder, 'link.json'));
    expect(command(folder, 'review', 'a.json', '--output', 'link.json').code).toBe(2);
  });
});

describe('a path', () => {
  test.each([
    ['a loop of links', 'loop', 'found a loop of symbolic links'],
    ['a name that is too long', 'a'.repeat(300), 'found a path that is too long'],
  ])('that is %s ends in a message', (_, path, message) => {
    const folder = folderOf({});
    symlinkSync('loop', join(folder, 'loop'));
    for (const name of ['review', 'predict', 'report']) {
      const { code, err } = run(folder, [name, join(folder, path)]);
      expect(code).toBe(2);
      expect(err).toContain(message);
      expect(err).not.toMatch(/\n\s+at /);
    }
  });

  test('of a file that is a folder is said to be one', () => {
    const { code, err } = command(
      { 'a.json': queue, 'in/b.json': queue },
      'review',
      'a.json',
      '--parameters',
      'in',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/in: found a folder; expected a file; name a file in it\n$/);
  });

  test('that a folder links to outside is named', () => {
    const folder = folderOf({ 'in/a.json': queue, 'b.json': queue });
    symlinkSync('../b.json', join(folder, 'in/link.json'));
    expect(shownBy(folder, 'in').problems).toEqual([
      expect.objectContaining({ found: 'a path that leads out of the folders given' }),
    ]);
  });

  test('of an assembly, and of one inside of it, is that of one', () => {
    const stack = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/eu-west-1',
      properties: { templateFile: 'app.json' },
    };
    const manifest = (artifacts: object) => ({ version: '48.0.0', artifacts });
    const shown = shownBy(
      {
        'out/manifest.json': manifest({
          Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } },
        }),
        'out/stage/manifest.json': manifest({ App: stack }),
        'out/stage/app.json': queue,
      },
      ...['out', 'out/stage'],
    );
    expect(shown.summary.stacks).toBe(1);
  });
});

describe('what a template is deployed with', () => {
  test.each([['eu-wst-1'], ['eu-cental-1'], ['west-1'], ['eu-west']])(
    'is no Region such as %s',
    (region) => {
      const { code, err } = command({ 'a.json': queue }, 'review', 'a.json', '--region', region);
      expect(code).toBe(2);
      expect(err).toContain(`--region is ${region}, expected the name of a Region`);
    },
  );

  test.each([
    ...['us-gov-east-1', 'us-isob-east-1', 'eusc-de-east-1', 'ap-southeast-7', 'cn-northwest-1'],
    ...['mx-central-1', 'me-south-1'],
  ])('may be the Region %s', (region) => {
    const { code } = command({ 'a.json': queue }, 'review', 'a.json', '--region', region);
    expect(code).toBe(0);
  });

  test.each([
    [['Stage=prodd'], '"prodd" for Stage', 'dev or prod'],
    [['Size=two'], '"two" for Size', 'a number from 1 to 9'],
    [['Size=10'], '"10" for Size', 'a number from 1 to 9'],
    [['Zones=a, c'], '"a, c" for Zones', 'a or b'],
    [['Ports=80,http'], '"80,http" for Ports', 'a number'],
    [['Name=x'], '"x" for Name', 'a string of a length from 2 to 8'],
    [['Password=short'], 'a value for Password', 'a string of a length of 8 or more'],
    [['Stgae=dev'], 'a value for Stgae', 'the name of a parameter that a template declares'],
  ])('is not %j, which is told with its place, and left out', (values, found, expected) => {
    const files = { 'a.json': asking, 'p.json': JSON.stringify(values, null, 1) };
    const { problems } = shownBy(files, 'a.json', '--parameters', 'p.json');
    expect(problems).toEqual([
      expect.objectContaining({ file: 'p.json', line: 2, found, expected }),
    ]);
    const { out } = command(files, 'review', 'a.json', '--parameters', 'p.json');
    expect(out).not.toContain('short');
  });

  test('is each of the values that CloudFormation takes', () => {
    const values = [
      'Stage=dev',
      'Size=9',
      'Zones=a,b',
      'Ports=80,443',
      'Name=ok',
      `Mail=${'a'.repeat(64)}!`,
      'Password=12345678',
    ];
    const { problems } = shownBy(
      { 'a.json': asking, 'p.json': values },
      'a.json',
      '--parameters',
      'p.json',
    );
    expect(problems).toEqual([]);
  });

  test.each([[['Size=2', 'Size=3']], [[{ ParameterKey: 'Size', ParameterValue: '1' }, 'Size=3']]])(
    'is not two values of one parameter: %j',
    (values) => {
      const { code, err } = command(
        { 'a.json': asking, 'p.json': values },
        'review',
        'a.json',
        '--parameters',
        'p.json',
      );
      expect(code).toBe(2);
      expect(err).toMatch(/p\.json:1:\d+: found .+; expected one value for Size, not two/);
    },
  );

  test('may be said on the command line, as the CLIs of AWS and CDK take it', () => {
    const staged = {
      Parameters: { Nodes: { Type: 'Number', Default: 1 } },
      Resources: {
        Cache: {
          Type: 'AWS::ElastiCache::ReplicationGroup',
          Properties: { NumCacheClusters: { Ref: 'Nodes' } },
        },
      },
    };
    const files = { 'a.json': staged, 'p.json': ['Nodes=2'] };
    const errors = (...args: string[]) => shownBy(files, 'a.json', ...args).summary.error;
    expect(errors()).toBe(1);
    expect(errors('--parameters', 'Nodes=2')).toBe(2);
    expect(errors('--parameters', 'Nodes=2', '--parameters', 'Nodes=1')).toBe(1);
    const folder = folderOf(files);
    expect(
      shownBy(folder, 'a.json', '--parameters', `file://${join(folder, 'p.json')}`).summary.error,
    ).toBe(2);
    expect(shownBy(files, 'a.json', '--parameters', 'Nods=2').problems).toEqual([
      expect.objectContaining({ file: '--parameters', found: 'a value for Nods' }),
    ]);
  });

  test('is told by a file that is not empty', () => {
    const { code, err } = command(
      { 'a.json': queue, 'p.json': '' },
      'review',
      'a.json',
      '--parameters',
      'p.json',
    );
    expect(code).toBe(2);
    expect(err).toContain('p.json: found an empty file; expected values of parameters');
  });
});

describe('a config', () => {
  const stacksOf = (...stacks: object[]) => ({
    'a.json': asking,
    'in/b.json': queue,
    'ha.json': { stacks },
  });

  test('that places one stack twice places it once', () => {
    const one = { template: 'a.json', region: 'eu-west-1' };
    expect(shownBy(stacksOf(one, one), '--config', 'ha.json').summary.stacks).toBe(1);
    expect(
      shownBy(stacksOf(one, { ...one, name: 'b' }), '--config', 'ha.json').summary.stacks,
    ).toBe(2);
  });

  test('may name a template by an absolute path', () => {
    const folder = folderOf(stacksOf());
    const other = folderOf({ 'ha.json': { stacks: [{ template: join(folder, 'a.json') }] } });
    expect(shownBy(other, '--config', 'ha.json').summary.stacks).toBe(1);
  });

  test.each([
    [
      { template: 'in' },
      'in: found a folder; expected the template of a stack; name a template in it',
    ],
    [{ template: 'a\0b' }, 'found nothing; expected the template of a stack'],
  ])('that places %j is refused', (stack, message) => {
    const { code, err } = command(stacksOf(stack), 'review', '--config', 'ha.json');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('is named where it gives a parameter that is none', () => {
    const stack = { template: 'a.json', parameters: { Nope: 'x', Stage: 'prodd' } };
    const { problems } = shownBy(stacksOf(stack), '--config', 'ha.json');
    expect(problems.map(({ file, found }) => [file, found]).toSorted()).toEqual([
      ['ha.json', '"prodd" for Stage'],
      ['ha.json', 'a value for Nope'],
    ]);
  });

  test('that names a Region twice is refused, with its line', () => {
    const regions = '- { name: eu-west-1, role: primary }\n- { name: eu-west-1, role: standby }\n';
    const { code, err } = command(
      { 'a.json': queue, 'ha.yaml': `regions:\n${regions}` },
      ...['review', 'a.json', '--config', 'ha.yaml'],
    );
    expect(code).toBe(2);
    expect(err).toMatch(/ha\.yaml:3:\d+: found .*eu-west-1.*; expected another Region/);
  });

  test('that has a peak of nothing is told so', () => {
    const peaks = [
      { resource: 'Jbos', instances: 2 },
      { resource: 'Job*', instances: 2 },
    ];
    const { problems } = shownBy(
      { 'a.json': queue, 'ha.json': { peaks } },
      'a.json',
      '--config',
      'ha.json',
    );
    expect(problems.map(({ found }) => found)).toEqual(['a peak of Jbos']);
  });
});

describe('a baseline', () => {
  test('is not to be removed, whatever else it is', () => {
    const { folder, code, err } = command(
      { 'a.json': queue, 'b.yaml': 'Resources: {}' },
      'review',
      'a.json',
      '--baseline',
      'b.yaml',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/--baseline \S+b\.yaml is not a baseline, .+: name another file/);
    expect(existsSync(join(folder, 'b.yaml'))).toBe(true);
  });

  test('is not made of half of what is to be read', () => {
    const files = { 'in/a.json': queue, 'in/b.yaml': 'Resources:\n  A: !Rain::Module x\n' };
    const { folder, code, err } = command(
      files,
      'review',
      'in',
      '--strict',
      '--baseline',
      'known.json',
    );
    expect(code).toBe(2);
    expect(err).toContain('b.yaml:2:');
    expect(existsSync(join(folder, 'known.json'))).toBe(false);
  });
});

describe('a name that is not there', () => {
  const wrong = `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Condition: Nope
    DependsOn: [Ghost, Topic]
    Properties:
      QueueName: !Sub '\${AWS::StackName}-\${Gone}-\${Topic.TopicName}'
      Tags: [{ Key: a, Value: !Ref Missing }, { Key: b, Value: !GetAtt Lost.Arn }]
  Topic: { Type: AWS::SNS::Topic }
`;

  test('is told for references, conditions and dependencies', () => {
    const { problems } = shownBy({ 'a.yaml': wrong }, 'a.yaml');
    expect(problems.map(({ line, found }) => `${line} ${found}`)).toEqual([
      '5 no condition Nope',
      '6 no resource Ghost',
      '8 no parameter or resource Gone, which is referred to',
      '9 no parameter or resource Missing, which is referred to',
      '9 no resource Lost, which is referred to',
    ]);
  });

  test('may be what a macro or a module adds', () => {
    const module = '  More: { Type: Example::Net::Vpc::MODULE }\n';
    for (const text of [`Transform: Macro${wrong}`, `${wrong}${module}`]) {
      const { problems } = shownBy({ 'a.yaml': text }, 'a.yaml');
      expect(problems.filter(({ found }) => found.startsWith('no '))).toEqual([]);
    }
  });
});

test('the value of a secret parameter is shown nowhere', () => {
  const template = {
    Parameters: {
      Password: { Type: 'String', NoEcho: true },
      Known: { Type: 'String', NoEcho: 'true', Default: 'hunter4' },
    },
    Conditions: { Has: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Password' }, ''] }] } },
    Resources: {
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Condition: 'Has',
        Properties: {
          MasterUserPassword: { Ref: 'Password' },
          MultiAZ: { Ref: 'Password' },
          BackupRetentionPeriod: { Ref: 'Known' },
          DBName: { 'Fn::Join': ['-', ['a', { Ref: 'Password' }]] },
        },
      },
    },
  };
  const stack = (region: string, Password: string) => ({
    template: 'a.json',
    region,
    name: 'a',
    parameters: { Password },
  });
  const files = {
    'a.json': template,
    'ha.json': { stacks: [stack('eu-west-1', 'hunter2'), stack('eu-central-1', 'hunter3')] },
  };
  for (const format of ['text', 'json', 'sarif', 'junit', 'markdown', 'html']) {
    const { out } = command(files, 'review', '--config', 'ha.json', '--format', format, '--info');
    expect(out).toContain('AUR-8');
    expect(out).not.toMatch(/hunter/);
  }
  const { out } = command(
    files,
    'predict',
    'a.json',
    '--parameters',
    'Password=hunter2',
    '--format',
    'json',
  );
  expect(out).not.toMatch(/hunter/);
});

test('control characters of arguments do not reach the terminal', () => {
  const red = '\u001b[31m';
  for (const args of [['review', `x${red}`], ['review', `--format=${red}`], [red]]) {
    expect(run('/', args).err).not.toContain('\u001b');
  }
});
