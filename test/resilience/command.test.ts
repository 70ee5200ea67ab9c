import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../assembly/support.ts';
import { run } from '../review/support/command.ts';

const subnet = (zone: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: zone },
});

/** Instances in three zones behind a load balancer, with checks of some seconds. */
function web({ minimum = 6, interval = 60 } = {}) {
  const subnets = [{ Ref: 'A' }, { Ref: 'B' }, { Ref: 'C' }];
  return {
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      A: subnet('eu-west-1a'),
      B: subnet('eu-west-1b'),
      C: subnet('eu-west-1c'),
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Type: 'application', Subnets: subnets },
      },
      Targets: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          VpcId: { Ref: 'Vpc' },
          Protocol: 'HTTP',
          Port: 80,
          HealthCheckIntervalSeconds: interval,
          UnhealthyThresholdCount: 5,
        },
      },
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Balancer' },
          Protocol: 'HTTP',
          Port: 80,
          DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
        },
      },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: String(minimum),
          MaxSize: '12',
          VPCZoneIdentifier: subnets,
          TargetGroupARNs: [{ Ref: 'Targets' }],
        },
      },
    },
  };
}

/** Runs the command on files; those that begin with `@` are among them. */
function predict(args: readonly string[], files: Readonly<Record<string, string | object>> = {}) {
  const folder = folderOf({ 'web.json': web(), ...files });
  const placed = args.map((arg) => arg.replace(/^@/, `${folder}/`));
  return run(
    folder,
    ['predict', '@web.json', ...placed].map((arg) => arg.replace(/^@/, `${folder}/`)),
  );
}

const objectives = (text: string) => ({ 'o.yaml': text });
const judged = ['--objectives', '@o.yaml', '--region', 'eu-west-1'];

describe('exit codes', () => {
  test.each([
    ['0 without objectives', 'judge: typical', [], 0],
    ['0 for what is met', 'survives: [az-loss]', [], 0],
    ['1 for what is missed', 'objectives: { az-loss: { rtoMinutes: 1 } }', [], 1],
    ['0 with never', 'objectives: { az-loss: { rtoMinutes: 1 } }', ['--fail-on', 'never'], 0],
    ['0 for what is unknown', 'survives: [writer-loss]', [], 0],
    ['1 with unknown', 'survives: [writer-loss]', ['--fail-on', 'unknown'], 1],
  ])('%s', (_, text, options, code) => {
    expect(predict([...judged, ...options], objectives(text))).toMatchObject({ code, err: '' });
  });

  test('2 with everything that is wrong at once', () => {
    const { code, out, err } = predict(
      [
        ...['--formt', '--scenario', 'az-los', '--set', 'decisionMinute=3', '--set', 'need.Grup=3'],
        ...['--set', 'need.Group=many', '--at', 'here', '--event', 'us-east-1-2025-10-2'],
        ...['--facts', '@facts.json', '--objectives', '@o.yaml', '--against', '@none'],
      ],
      { 'facts.json': { 'elb.dnsTtl': '60' }, ...objectives('survive: [az-loss]') },
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const expected of [
      'unknown option --formt; did you mean --format?',
      '--scenario is az-los, expected one of instance-loss,',
      '--set decisionMinute is not the key of an assumption or a fact; did you mean decisionMinutes?',
      'need.Grup (--set need.Grup) does not match any resource of these templates; did you mean Group?',
      '--set need.Group is many, expected a number of at least 0',
      '--at is here, expected the name of a Region such as eu-west-1',
      '--event us-east-1-2025-10-2 is not known; did you mean us-east-1-2025-10-20?',
      `found ["elb.dnsTtl"]: '60'; expected a number of at least 0`,
      "found survive: [ 'az-loss' ]; expected one of objectives, survives,",
      '/none: found nothing',
    ]) {
      expect(err).toContain(expected);
    }
    expect(err).not.toMatch(/^ {4}at /m);
  });
});

test('a miss names scenario, bar, and what saves most, as a prediction without it says', () => {
  const { out } = predict(judged, objectives('objectives: { az-loss: { rtoMinutes: 1 } }'));
  const [missed, longest, first, second] = out.split('\n');
  expect(missed).toMatch(
    /^missed {2}az-loss\.rtoMinutes: .* too long: reads of az-loss:eu-west-1a/,
  );
  expect(longest).toMatch(/longest: .*The load balancer finds/);
  const saved = [first, second].map((line) => /saves (.*)/.exec(line ?? '')?.[1]);
  expect(first).toContain('Targets HealthCheckIntervalSeconds from 60 to 30');
  expect(second).toContain('Targets UnhealthyThresholdCount from 5 to 3');
  const typical = (value: object) => {
    const json = predict(
      ['--region', 'eu-west-1', '--scenario', 'az-loss:eu-west-1a', '--format', 'json'],
      { 'web.json': web(value) },
    );
    return JSON.parse(json.out).scenarios[0].paths.reads.rto.typical;
  };
  expect(saved[0]).toBe('2 min 15 s');
  expect(typical({ interval: 60 }) - typical({ interval: 30 })).toBe(135);
});

test('a declared need counts in place of the derived one', () => {
  const level = (...args: string[]) => {
    const asked = ['--region', 'eu-west-1', '--scenario', 'az-loss:eu-west-1a'];
    const { out } = predict([...asked, '--format', 'json', ...args]);
    const { inputs, scenarios } = JSON.parse(out);
    return [
      scenarios[0].paths.reads.level,
      inputs.assumptions.find(({ key }: { key: string }) => key === 'need.Group').setBy,
    ];
  };
  expect(level()).toEqual(['recovers', 'default']);
  expect(level('--set', 'need.Group=5')).toEqual(['degraded', 'command line']);
});

test('the first lines say what would be if all of the minimum were needed', () => {
  const { out } = predict(['--region', 'eu-west-1']);
  expect(out).toMatch(
    /^need\.Group is taken as 4 .*; if all of the minimum, 6, were needed: .*az-loss:eu-west-1a degraded, not recovers/m,
  );
});

test('facts of one’s own count, with where they are from', () => {
  const facts = (...args: string[]) => {
    const file = {
      'facts.yaml': "ec2.launch: { value: 33, range: [20, 50], source: 'a drill' }\n",
    };
    return JSON.parse(predict(['--region', 'eu-west-1', '--format', 'json', ...args], file).out)
      .inputs.facts;
  };
  const own = { key: 'ec2.launch', value: 33, range: [20, 50], source: 'a drill' };
  expect(facts()).toContainEqual(expect.objectContaining({ key: 'ec2.launch', setBy: 'default' }));
  expect(facts('--facts', '@facts.yaml')).toContainEqual(
    expect.objectContaining({ ...own, setBy: 'declared' }),
  );
});

test('a pair is predicted where it is asked for', () => {
  const { out } = predict([
    '--region',
    'eu-west-1',
    '--scenario',
    'az-loss:eu-west-1a+no-launches',
  ]);
  expect(out).toContain('az-loss:eu-west-1a+no-launches');
  expect(out).not.toContain('az-loss:eu-west-1b');
});

test('--list shows the scenarios of these templates, and the events with their sources', () => {
  const { out, code } = predict(['--region', 'eu-west-1', '--list']);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}az-loss:eu-west-1b +the Availability Zone eu-west-1b is lost$/m);
  expect(out).toMatch(/^ {2}us-east-1-2025-10-20 +the name of DynamoDB/m);
  expect(out).toContain('https://aws.amazon.com/message/101925/');
});

test('a past outage is laid on every zone of the Region that it is moved to', () => {
  const { out, err } = predict([
    ...['--region', 'eu-west-1', '--event', 'eu-central-1-2021-06-10', '--format', 'json'],
  ]);
  expect(err).toBe('');
  const ids: string[] = JSON.parse(out).scenarios.map(({ id }: { id: string }) => id);
  for (const zone of ['a', 'b', 'c']) {
    expect(ids.some((id) => id.includes(`:eu-west-1${zone} 00:00 to `))).toBe(true);
  }
});

test('--against says what is worse than in the base', () => {
  const files = { 'base/web.json': web({ interval: 10 }) };
  const { out } = predict(['--region', 'eu-west-1', '--against', '@base'], files);
  expect(out).toMatch(/^ {2}worse: reads of az-loss:eu-west-1a: recovers in .* → recovers in /m);
  expect(out).not.toContain('better:');
});

test('the same input has the same bytes, and what its schema says', () => {
  const json = () =>
    predict([...judged, '--format', 'json', '--against', '@web.json'], {
      ...objectives('objectives: { az-loss: { rtoMinutes: 1, rpoMinutes: 1 } }'),
    }).out;
  const strip = (text: string) => text.replaceAll(/\/[^"]*assembly-\w+/g, '');
  expect(strip(json())).toBe(strip(json()));
  const path = join(import.meta.dirname, '../../lib/resilience/reports/schema.json');
  const check = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(path, 'utf8')),
  );
  check(JSON.parse(json()));
  expect(check.errors ?? []).toEqual([]);
});

test('evenkeel report writes one page of both, whatever it says', () => {
  const folder = folderOf({
    'web.json': web(),
    'o.yaml': 'objectives: { az-loss: { rtoMinutes: 1 } }',
  });
  const args = ['--region', 'eu-west-1', '--objectives', `${folder}/o.yaml`];
  const output = join(folder, 'report.html');
  const result = run(folder, ['report', `${folder}/web.json`, ...args, '--output', output]);
  expect(result).toEqual({ code: 0, out: '', err: '' });
  const html = readFileSync(output, 'utf8');
  for (const part of ['<h1>Resilience report</h1>', 'is-missed', 'id="architecture"', 'HA-']) {
    expect(html).toContain(part);
  }
  expect(run(folder, ['report', '--output', output, '--objectives', 'none']).code).toBe(2);
});
