import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../assembly/support.ts';
import { run } from './support/command.ts';

const queue = { Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } };

const circular = {
  Resources: {
    A: { Type: 'AWS::SNS::Topic', DependsOn: 'B' },
    B: { Type: 'AWS::SNS::Topic', DependsOn: 'A' },
  },
};
const circularConditions = {
  Conditions: { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } },
  Resources: { Topic: { Type: 'AWS::SNS::Topic', Condition: 'A' } },
};
const nesting = {
  Resources: {
    Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'inner.json' } },
  },
};

const table = {
  Resources: { Data: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'data' } } },
};
const staged = {
  Parameters: { Stage: { Type: 'String', Default: 'dev' }, Size: { Type: 'Number', Default: 1 } },
  Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: {
    Data: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { DeletionProtectionEnabled: { 'Fn::If': ['Prod', true, false] } },
    },
  },
};

interface Shown {
  readonly summary: { readonly stacks: number };
  readonly problems: readonly { readonly severity: string; readonly file: string }[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly status: string;
    readonly stack?: string;
    readonly region?: string;
    readonly onlyIf?: readonly string[];
    readonly fingerprint: string;
  }[];
}

function review(files: Readonly<Record<string, string | object>>, ...args: string[]) {
  const folder = folderOf(files);
  return reviewIn(folder, ...args);
}

function reviewIn(folder: string, ...args: string[]) {
  const paths = args.map((arg) => (existsSync(join(folder, arg)) ? join(folder, arg) : arg));
  const result = run(folder, ['review', ...paths, '--format', 'json']);
  const shown = result.out === '' ? undefined : (JSON.parse(result.out) as Shown);
  return { ...result, shown: shown as Shown };
}

describe('what can be read is judged', () => {
  const mixed = {
    'good.yaml': JSON.stringify(queue),
    'rain.yaml': 'Resources:\n  A: !Rain::Module x\n',
  };

  test('beside a file that cannot be used, which is named', () => {
    const { code, shown } = review(mixed, '.', '--fail-on', 'warning');
    expect(code).toBe(1);
    expect(shown.findings).toContainEqual(expect.objectContaining({ ruleId: 'HA-SQS-1' }));
    expect(shown.problems).toEqual([
      expect.objectContaining({ severity: 'error', file: 'rain.yaml' }),
    ]);
    const { code: strict, err } = review(mixed, '.', '--strict');
    expect(strict).toBe(2);
    expect(err).toMatch(/rain\.yaml:2:\d+: found the tag !Rain::Module/);
  });

  test.each([
    ['circular references', circular],
    ['circular conditions', circularConditions],
    ['a nested template that is missing', nesting],
    ['a key twice', '{ "Resources": { "A": { "Type": "AWS::SNS::Topic" } }, "Resources": {} }'],
    [
      'a key twice in YAML',
      'Resources:\n  A: { Type: AWS::SNS::Topic }\n  A: { Type: AWS::SNS::Topic }\n',
    ],
  ])('with %s, and counts only where it is asked for', (_, template) => {
    const files = { 'a.template': template, 'b.json': queue };
    const { code, err, shown } = review(files, 'a.template', 'b.json', '--fail-on', 'never');
    expect({ code, err, stacks: shown.summary.stacks }).toEqual({ code: 0, err: '', stacks: 2 });
    expect(shown.problems).toContainEqual(
      expect.objectContaining({ severity: 'error', file: 'a.template' }),
    );
    const strict = review(files, 'a.template', 'b.json', '--fail-on', 'never', '--strict');
    expect(strict.code).toBe(2);
    expect(strict.err).toMatch(/^evenkeel review: .*a\.template:\d+:/);
  });

  test('unless nothing is left', () => {
    expect(review({ 'rain.yaml': mixed['rain.yaml'] }, 'rain.yaml')).toMatchObject({
      code: 2,
      out: '',
    });
  });

  test('unless a path that is given is not there', () => {
    const { code, err } = review({ 'a.json': queue }, 'a.json', 'b.json');
    expect(code).toBe(2);
    expect(err).toContain('b.json: found nothing');
  });
});

describe('nothing outside of the folders given is read', () => {
  const secret =
    'Resources: { Secret: { Type: AWS::SQS::Queue, Properties: { QueueName: hunter2 } } }';
  const nestedAt = (url: string) => ({
    Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } },
  });
  const assembly = (more: object) => ({
    version: '48.0.0',
    artifacts: {
      App: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111122223333/eu-west-1',
        properties: { templateFile: 'app.json', stackName: 'app' },
        ...more,
      },
      Assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
    },
  });
  const hash = 'a'.repeat(64);

  test.each([
    ['the URL of a nested stack', { 'in/app.json': nestedAt('../secret.yaml') }, 'in/app.json'],
    ['an absolute URL', { 'in/app.json': nestedAt('/etc/passwd') }, 'in/app.json'],
    [
      'the path of an asset',
      {
        'in/app.json': {
          Resources: {
            N: {
              Type: 'AWS::CloudFormation::Stack',
              Metadata: { 'aws:asset:path': '../secret.yaml' },
            },
          },
        },
      },
      'in',
    ],
    [
      'an asset manifest',
      {
        'in/manifest.json': assembly({}),
        'in/app.json': nestedAt(`https://s3.amazonaws.com/b/${hash}.json`),
        'in/assets.json': { files: { [hash]: { source: { path: '../secret.yaml' } } } },
      },
      'in',
    ],
    [
      'the metadata of a stack',
      {
        'in/manifest.json': assembly({ additionalMetadataFile: '../secret.yaml' }),
        'in/app.json': queue,
        'in/assets.json': {},
      },
      'in',
    ],
  ])('by %s', (_, files, path) => {
    const { out, err } = review({ ...files, 'secret.yaml': secret }, path);
    expect(out).not.toBe('');
    expect(out + err).not.toMatch(/hunter2|root:|Secret"/);
  });

  test('by a link, of a file or of a folder', () => {
    const folder = folderOf({ 'in/app.json': queue, 'out/secret.yaml': secret });
    symlinkSync(join(folder, 'out/secret.yaml'), join(folder, 'in/link.yaml'));
    symlinkSync(join(folder, 'out'), join(folder, 'in/more'));
    const { shown } = reviewIn(folder, 'in');
    expect(shown.summary.stacks).toBe(1);
    expect(reviewIn(folder, 'in', 'out').shown.summary.stacks).toBe(2);
  });

  test('which is said, at the place that leads there', () => {
    const files = { 'in/app.json': nestedAt('../child.json'), 'child.json': queue };
    const { shown } = review(files, 'in/app.json');
    expect(shown.problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        file: 'in/app.json',
        found: 'a path that leads out of the folders given',
      }),
    ]);
    expect(review(files, 'in/app.json', 'child.json').shown.problems).toEqual([]);
  });
});

describe('where templates are deployed', () => {
  const regions = (shown: Shown) =>
    [...new Set(shown.findings.map(({ region, stack }) => `${stack} ${region}`))].toSorted();

  test('is told by --region for all that nothing else places', () => {
    const { shown } = review({ 'a.json': table }, 'a.json', '--region', 'eu-west-1');
    expect(regions(shown)).toEqual(['a.json eu-west-1']);
  });

  test('is told by the config, and one template in two Regions is two stacks', () => {
    const { code, shown } = review(
      {
        'templates/data.json': table,
        'ha.json': {
          stacks: [
            { template: 'templates/data.json', region: 'eu-west-1', name: 'shop' },
            { template: 'templates/data.json', region: 'eu-central-1', name: 'shop' },
          ],
        },
      },
      '--config',
      'ha.json',
      '--fail-on',
      'warning',
    );
    expect(code).toBe(1);
    expect(regions(shown)).toEqual(['shop eu-central-1', 'shop eu-west-1']);
    const prints = shown.findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('and two stacks of one name, each with its own resources', () => {
    const template = {
      Parameters: { Primary: { Type: 'String', Default: 'eu-west-1' } },
      Conditions: { IsPrimary: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'Primary' }] } },
      Resources: {
        Web: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
        Record: {
          Type: 'AWS::Route53::RecordSet',
          Properties: {
            HostedZoneId: 'Z1',
            Name: 'shop.example.com',
            Type: 'A',
            Failover: { 'Fn::If': ['IsPrimary', 'PRIMARY', 'SECONDARY'] },
            AliasTarget: { DNSName: { 'Fn::GetAtt': ['Web', 'DNSName'] } },
          },
        },
      },
    };
    const at = (region: string, more: object) => ({
      template: 'a.json',
      region,
      name: 'shop',
      ...more,
    });
    for (const more of [{}, { parameters: { Primary: 'eu-west-1' } }]) {
      const stacks = [at('eu-west-1', more), at('eu-central-1', more)];
      const { shown } = review(
        { 'a.json': template, 'ha.json': { strategy: 'warm-standby', stacks } },
        '--config',
        'ha.json',
      );
      const found = (id: string) =>
        shown.findings.flatMap(({ ruleId, status }) => (ruleId === id ? [status] : []));
      // What nobody gives is given to both alike, so that there are not two primaries.
      const lone = shown.findings.flatMap(({ ruleId, onlyIf = [] }) =>
        ruleId === 'HA-DNS-1' ? onlyIf : [],
      );
      const neither = /^Primary is not eu-(?:west|central)-1 or eu-(?:west|central)-1$/;
      expect(lone.filter((text) => !neither.test(text))).toEqual([]);
      expect(lone.length > 0).toBe(!('parameters' in more));
      expect([...new Set(found('HA-DNS-9'))]).toEqual(['pass']);
    }
  });

  test('is told for all files of a pattern', () => {
    const files = { 'a/one.json': table, 'a/b/two.json': table, 'a/three.txt': table };
    const stacksOf = (template: string) =>
      regions(
        review(
          { ...files, 'ha.json': { stacks: [{ template, region: 'eu-west-1' }] } },
          '--config',
          'ha.json',
        ).shown,
      );
    expect(stacksOf('a/*.json')).toEqual(['a/one.json eu-west-1']);
    expect(stacksOf('a/**/*.json')).toEqual(['a/b/two.json eu-west-1', 'a/one.json eu-west-1']);
  });

  test('gives termination protection, which a template does not say', () => {
    const found = (terminationProtection: boolean) =>
      review(
        { 'a.json': table, 'ha.json': { stacks: [{ template: 'a.json', terminationProtection }] } },
        ...['a.json', '--config', 'ha.json'],
      ).shown.findings.find(({ ruleId }) => ruleId === 'HA-OPS-1')?.status;
    expect([found(true), found(false)]).toEqual(['pass', 'fail']);
  });

  test.each([
    ['a file that is not there', { stacks: [{ template: 'b.json' }] }, 'b.json: found nothing'],
    ['a pattern of none', { stacks: [{ template: 'x/*.json' }] }, 'found no file of this pattern'],
    ['no template', { stacks: [{ region: 'eu-west-1' }] }, 'found no stacks[0].template'],
    [
      'no Region',
      { stacks: [{ template: 'a.json', region: 'Ireland' }] },
      "stacks[0].region: 'Ireland'",
    ],
    [
      'a list',
      { stacks: [{ template: 'a.json', parameters: { A: ['x'] } }] },
      'join the items of a list by commas',
    ],
  ])('in a config with %s is refused', (_, config, message) => {
    const { code, err } = review(
      { 'a.json': table, 'ha.json': config },
      'a.json',
      '--config',
      'ha.json',
    );
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('by a Region that is none is refused', () => {
    const { code, err } = review({ 'a.json': table }, 'a.json', '--region', 'ireland');
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('--region is ireland'),
    });
  });
});

describe('parameters', () => {
  const protection = (...args: string[]) => {
    const { shown } = review(
      {
        'a.json': staged,
        'list.json': [{ ParameterKey: 'Stage', ParameterValue: 'prod' }],
        'pairs.json': ['Stage=prod'],
        'map.yaml': 'Parameters: { Stage: prod, Size: 2 }',
        'kept.json': [{ ParameterKey: 'Stage', UsePreviousValue: true }],
        'dev.json': ['Stage=dev'],
        'ha.json': { stacks: [{ template: 'a.json', parameters: { Stage: 'prod' } }] },
      },
      'a.json',
      ...args,
    );
    return shown.findings.find(({ ruleId }) => ruleId === 'HA-DDB-2')?.status;
  };

  test.each([
    [['--parameters', 'list.json'], 'pass'],
    [['--parameters', 'pairs.json'], 'pass'],
    [['--parameters', 'map.yaml'], 'pass'],
    [['--config', 'ha.json'], 'pass'],
    [['--parameters', 'dev.json', '--config', 'ha.json'], 'pass'],
    [['--parameters', 'pairs.json', '--parameters', 'dev.json'], 'fail'],
    [['--parameters', 'kept.json'], 'fail'],
    [[], 'fail'],
  ])('of %j: deletion protection is judged %s', (args, status) => {
    expect(protection(...args)).toBe(status);
  });

  test('that no template declares are told', () => {
    const { shown } = review(
      { 'a.json': staged, 'p.json': ['Stgae=prod'] },
      ...['a.json', '--parameters', 'p.json'],
    );
    expect(shown.problems).toEqual([
      expect.objectContaining({ severity: 'warning', found: 'a value for Stgae' }),
    ]);
  });

  test.each([
    ['{ "Stage": "prod" }', 'expected a list of ParameterKey'],
    ['[{ "Key": "Stage" }]', 'expected ParameterKey and ParameterValue'],
    [
      '[{ "ParameterKey": "Stage", "ParameterValue": ["hunter2"] }]',
      'the value of Stage as a string',
    ],
    ['["Stage"]', 'Key=Value'],
    ['[', 'p.json:1:'],
  ])('in a file like %s are refused', (text, message) => {
    const { code, err } = review(
      { 'a.json': staged, 'p.json': text },
      'a.json',
      '--parameters',
      'p.json',
    );
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('hunter2');
  });
});

describe('a baseline', () => {
  const files = { 'a.json': queue, 'b.json': table };

  test('is written where there is none, and later only what is new counts', () => {
    const folder = folderOf(files);
    const baseline = ['--baseline', join(folder, 'known.json')];
    const first = run(folder, ['review', join(folder, 'a.json'), ...baseline]);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('known.json is written') });
    const again = run(folder, ['review', join(folder, 'a.json'), ...baseline]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/^ {2}\d+ in the baseline$/m);
    const more = run(folder, ['review', folder, ...baseline, '--fail-on', 'warning']);
    expect(more.code).toBe(1);
    expect(more.out).toContain('HA-DDB-1');
    expect(more.out).not.toContain('HA-SQS-1');
  });

  test('that is none is refused, and stays as it is', () => {
    const { code, err } = review({ ...files, 'x.json': '{}' }, 'a.json', '--baseline', 'x.json');
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('x.json is not a baseline'),
    });
  });
});
