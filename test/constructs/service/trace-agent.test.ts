import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type InstanceWorkload,
  MultiAzAutoScalingGroup,
} from '../../../constructs/service/index.ts';
import { agentCommands } from '../../../constructs/service/trace-agent.ts';
import { testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';
import { propertiesOf, testKey, testVpc, workload } from './support.ts';

function groupWith(runs: InstanceWorkload) {
  const stack = testStack();
  new MultiAzAutoScalingGroup(stack, 'Group', {
    vpc: testVpc(stack),
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 6,
    maximum: 12,
    workload: runs,
    encryptionKey: testKey(stack),
  });
  const template = Template.fromStack(stack);
  const [launchTemplate] = propertiesOf(template, 'AWS::EC2::LaunchTemplate');
  const userData: string = launchTemplate.LaunchTemplateData.UserData['Fn::Base64']['Fn::Join'][1]
    .filter((part: unknown) => typeof part === 'string')
    .join('');
  const actions: string[] = propertiesOf(template, 'AWS::IAM::ManagedPolicy')
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action }) => Action);
  return { stack, userData, tracing: actions.filter((action) => action.startsWith('xray:')) };
}

describe('a workload that emits traces', () => {
  const { stack, userData, tracing } = groupWith({ ...workload, traces: true });

  test('has a collector beside it, which starts after it and before it is asked', () => {
    const [install, agent, ask] = ['install-it', 'amazon-cloudwatch-agent', 'ask-it'].map((text) =>
      userData.indexOf(text),
    );
    expect([install, agent, ask]).toEqual([install, agent, ask].toSorted((a = 0, b = 0) => a - b));
    expect(install).toBeGreaterThan(0);
  });

  test('may send traces to X-Ray, and do nothing else there', () => {
    expect(tracing.toSorted()).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
    expect(unacknowledged(stack).filter((line) => line.includes('/Group/'))).toEqual([]);
  });
});

test('a workload without traces has neither collector nor permission', () => {
  const { userData, tracing } = groupWith(workload);
  expect(tracing).toEqual([]);
  expect(userData).not.toContain('cloudwatch-agent');
});

describe('the commands', () => {
  let machine: string;
  beforeEach(() => {
    machine = mkdtempSync(join(tmpdir(), 'evenkeel-agent-'));
  });
  afterEach(() => rmSync(machine, { recursive: true }));

  /** Runs them as user data does, with a systemd that ends in the given way. */
  function run(exitCode: number) {
    const systemd = join(machine, 'systemd-run');
    writeFileSync(
      systemd,
      `#!/bin/bash\nprintf '%s\\n' "$@" > ${machine}/asked\nexit ${exitCode}\n`,
    );
    chmodSync(systemd, 0o755);
    const script = ['set -euo pipefail', ...agentCommands({ traces: true }), 'echo started'].join(
      '\n',
    );
    const { status, stdout } = spawnSync(
      'bash',
      ['-c', script.replaceAll('/opt/', `${machine}/`)],
      {
        env: { PATH: `${machine}:${process.env.PATH}` },
        encoding: 'utf8',
      },
    );
    return { status, stdout, asked: readFileSync(join(machine, 'asked'), 'utf8').split('\n') };
  }

  test('listen on the instance itself, where SDKs send by default', () => {
    run(0);
    const config = JSON.parse(readFileSync(join(machine, 'evenkeel/trace-agent.json'), 'utf8'));
    expect(config.traces.traces_collected.otlp).toEqual({
      grpc_endpoint: '127.0.0.1:4317',
      http_endpoint: '127.0.0.1:4318',
    });
    expect(config).not.toHaveProperty('metrics');
  });

  test('do not wait for the installation, which is tried until it succeeds', () => {
    const { status, asked } = run(0);
    expect(status).toBe(0);
    expect(asked).toContain('--no-block');
    expect(asked).toContain('--property=Restart=on-failure');
    expect(asked.at(-2)).toMatch(/^dnf install .* && .*amazon-cloudwatch-agent-ctl .* -s /);
  });

  test('never fail the start of the instance', () => {
    expect(run(1)).toMatchObject({ status: 0, stdout: 'started\n' });
  });
});
