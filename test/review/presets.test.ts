import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRESET_NAMES } from '../../lib/review/presets.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { folderOf } from '../assembly/support.ts';
import { run } from './support/command.ts';

// A lost zone takes the group down, a wrong write cannot be undone, and nobody is called: an error,
// a warning about data and one about people, with advice beside them.
const template = {
  Resources: {
    Web: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: { MinSize: 2, MaxSize: 4, AvailabilityZones: ['eu-west-1a'] },
    },
    Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
  },
};

interface Found {
  readonly ruleId: string;
  readonly status: string;
  readonly severity: string;
}

function reviewed(config: string, ...args: string[]) {
  const folder = folderOf({ 'template.json': template, 'review.yaml': config });
  const file = (name: string) => join(folder, name);
  const command = ['review', file('template.json'), '--config', file('review.yaml'), ...args];
  const { code, out, err } = run(folder, [...command, '--format', 'json']);
  const report = out === '' ? { findings: [] } : JSON.parse(out);
  const failing = report.findings.filter((one: Found) => one.status === 'fail');
  const level = (id: string) => failing.find((one: Found) => one.ruleId === id)?.severity;
  return { code, err, report, level, text: run(folder, command).out };
}

describe('a preset', () => {
  test.each([
    // Asked for, declared, what is used, and the levels of zone loss, data loss, alarm and advice.
    [[], '', 'core', ['error', 'warning', 'info', 'info']],
    [[], 'strategy: multi-az', 'production', ['error', 'warning', 'warning', 'info']],
    [[], 'objectives: { rtoSeconds: 60 }', 'production', ['error', 'warning', 'warning', 'info']],
    [[], 'preset: production', 'production', ['error', 'warning', 'warning', 'info']],
    [['--preset', 'core'], 'strategy: multi-az', 'core', ['error', 'warning', 'info', 'info']],
    [['--preset', 'strict'], 'preset: core', 'strict', ['error', 'warning', 'warning', 'warning']],
  ])('%j beside %j is %s', (args, config, preset, levels) => {
    const { report, level, text } = reviewed(config, ...args);
    expect(report.preset).toBe(preset);
    expect(['HA-ASG-1', 'HA-DDB-1', 'HA-OBS-1', 'HA-DDB-2'].map(level)).toEqual(levels);
    expect(text).toContain(`preset ${preset}`);
  });

  test.each([
    // What a rule finds to matter more or less than its own level follows the preset and the config.
    ['preset: production', ['error', 'warning', 'warning']],
    ['preset: core', ['error', 'warning', 'info']],
    ['preset: strict', ['error', 'warning', 'warning']],
    ["rules: { HA-OTH-4: { level: warning, reason: 'a' } }", ['warning', 'warning', 'info']],
    ["rules: { HA-OTH-4: { level: info, reason: 'a' } }", ['info', 'info', 'info']],
    [
      "preset: production\nrules: { HA-ECS-5: { level: error, reason: 'a' } }",
      ['error', 'warning', 'error'],
    ],
    [
      "preset: production\nrules: { HA-ECS-5: { level: info, reason: 'a' } }",
      ['error', 'warning', 'info'],
    ],
  ])('or a config such as %j levels what is found: %j', (config, levels) => {
    const open = (address: string, region: string) => ({
      [region]: {
        Resources: {
          App: {
            Type: 'AWS::EC2::Instance',
            Properties: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Open', 'GroupId'] }] },
          },
          Open: {
            Type: 'AWS::EC2::SecurityGroup',
            Properties: {
              SecurityGroupIngress: [
                { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: address },
              ],
            },
          },
        },
      },
    });
    const service = {
      Resources: {
        Web: {
          Type: 'AWS::ECS::Service',
          Properties: { LoadBalancers: [{ TargetGroupArn: { Ref: 'Targets' } }] },
        },
        Targets: {
          Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
          Properties: { HealthCheckIntervalSeconds: 10 },
        },
      },
    };
    const folder = folderOf({
      ...open('0.0.0.0/0', 'a.json'),
      ...open('10.0.0.0/8', 'b.json'),
      'c.json': service,
      'review.yaml': `stacks:\n${['a', 'b', 'c'].map((name, i) => `- { template: ${name}.json, region: eu-west-${i + 1} }`).join('\n')}\n${config}`,
    });
    const { out } = run(folder, [
      'review',
      '--config',
      join(folder, 'review.yaml'),
      '--format',
      'json',
    ]);
    const failing = JSON.parse(out).findings.filter((one: Found) => one.status === 'fail');
    const levelIn = (id: string, region: string) =>
      failing.find((one: Found & { region: string }) => one.ruleId === id && one.region === region)
        ?.severity;
    expect([
      levelIn('HA-OTH-4', 'eu-west-1'),
      levelIn('HA-OTH-4', 'eu-west-2'),
      levelIn('HA-ECS-5', 'eu-west-3'),
    ]).toEqual(levels);
  });

  test('multi-region takes advice on recovery in another Region for more, and no other', () => {
    const { report, level } = reviewed('preset: multi-region');
    const levelOf = (id: string) => report.rules.find((one: { id: string }) => one.id === id);
    expect(level('HA-DDB-2')).toBe('info');
    expect(levelOf('HA-DNS-13')).toMatchObject({ severity: 'warning' });
    expect(levelOf('HA-OPS-5')).toMatchObject({ severity: 'warning' });
  });

  test('strict counts what is unknown as a warning', () => {
    const open = {
      Parameters: { Heard: { Type: 'String' } },
      Resources: {
        Alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { AlarmActions: ['arn:a'], ActionsEnabled: { Ref: 'Heard' } },
        },
      },
    };
    const folder = folderOf({ 'a.json': open });
    const reviewAs = (preset: string) =>
      run(folder, [
        'review',
        folder,
        '--preset',
        preset,
        '--fail-on',
        'warning',
        '--format',
        'json',
      ]);
    const [production, strict] = ['production', 'strict'].map((preset) => {
      const { code, out } = reviewAs(preset);
      return { code, ...JSON.parse(out).summary };
    });
    expect(production).toMatchObject({ code: 0, warning: 0, error: 0 });
    expect(production.unknown).toBeGreaterThan(0);
    expect(strict.code).toBe(1);
    expect(strict.info).toBe(0);
  });

  test.each(PRESET_NAMES)('%s leaves no error out', (preset) => {
    const { report } = reviewed('', '--preset', preset);
    const errors = (list: readonly { id: string; severity: string }[]) =>
      list.filter(({ severity }) => severity === 'error').map(({ id }) => id);
    expect(errors(report.rules)).toEqual(errors(rules));
  });
});

describe('a rule', () => {
  const config = `
rules:
  HA-ASG-1: { level: info, reason: the group is for tests }
  HA-OBS-1: { level: off, reason: alarms are heard elsewhere }
`;

  test('has the level of the config, with the reason in every report', () => {
    const { report, level, text } = reviewed(config, '--preset', 'production');
    expect([level('HA-ASG-1'), level('HA-OBS-1')]).toEqual(['info', undefined]);
    expect(report.coverage.map(({ ruleId }: Found) => ruleId)).not.toContain('HA-OBS-1');
    expect(report.changedRules).toEqual([
      { ruleId: 'HA-ASG-1', level: 'info', reason: 'the group is for tests' },
      { ruleId: 'HA-OBS-1', level: 'off', reason: 'alarms are heard elsewhere' },
    ]);
    expect(text).toContain('HA-OBS-1 is off: alarms are heard elsewhere');
    const before = reviewed('', '--preset', 'production').report.summary;
    expect(report.summary.error).toBe(before.error - 1);
    expect(report.summary.warning).toBe(before.warning - 1);
  });

  test.each(['markdown', 'html'])('that is off is said in %s', (format) => {
    const folder = folderOf({ 't.json': template, 'c.yaml': config });
    const paths = [join(folder, 't.json'), '--config', join(folder, 'c.yaml')];
    const { out } = run(folder, ['review', ...paths, '--format', format]);
    expect(out).toContain('alarms are heard elsewhere');
  });

  test('needs a reason, and every mistake is told at once, with its line', () => {
    const wrong = `preset: multiregion
rules:
  HA-ASG-1: { level: of }
  HA-ASG-111: { level: info, reason: why }
  HA-OBS-1: off
`;
    const { code, err } = reviewed(wrong, '--preset', 'stict');
    expect(code).toBe(2);
    const told = err.trimEnd().split('\n');
    expect(told.map((line) => /(?:yaml:(\d+):\d+: )?found (.*?);/.exec(line)?.slice(1))).toEqual([
      undefined,
      ['1', "preset: 'multiregion'"],
      ['3', "rules.HA-ASG-1.level: 'of'"],
      ['3', 'no rules.HA-ASG-1.reason'],
      ['4', "rules.HA-ASG-111: 'HA-ASG-111'"],
      ['5', 'rules.HA-OBS-1: false'],
    ]);
    expect(told[0]).toContain('--preset is stict, expected core, production, multi-region, strict');
  });
});
