import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { afterAll, describe, expect, test } from 'vitest';
import { completeStartHook } from '../../../constructs/service/launch-hook.ts';
import { failedStarts, reportFailedStart } from '../../../constructs/service/start-report.ts';
import { testStack } from '../../support/app.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs what an instance runs, with programs that record how they are called in place of AWS. */
function start(commands: string[], state = 'Pending:Wait') {
  const calls = join(folder, 'calls');
  const record = join(folder, 'failed-start.json');
  rmSync(calls, { force: true });
  rmSync(record, { force: true });
  const program = (name: string, answer: string) =>
    writeFileSync(join(folder, name), `#!/bin/bash\necho "${name} $*" >> ${calls}\n${answer}\n`, {
      mode: 0o755,
    });
  program('curl', 'case "$*" in *instance-id) echo i-0123 ;; *) echo token ;; esac');
  program('sleep', ':');
  // Every second call is throttled.
  program(
    'aws',
    `[ $(($(grep -c '^aws' ${calls}) % 2)) -eq 0 ] || exit 1; case "$*" in *describe*) printf 'the-group\\t${state}\\n' ;; esac`,
  );
  // What is kept may begin within a character.
  writeFileSync(join(folder, 'output.log'), `${'é'.repeat(4500)} \nNo package "service"\n`);

  const userData = ec2.UserData.forLinux();
  reportFailedStart(userData);
  userData.addOnExitCommands(...completeStartHook);
  userData.addCommands('set -euo pipefail', "export LOG_GROUP_NAME='logs'", ...commands);
  const script = userData
    .render()
    .replace('/var/log/cloud-init-output.log', join(folder, 'output.log'))
    .replaceAll('/run/failed-start.json', record);
  const { status } = spawnSync('bash', ['-c', script], {
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
  return {
    status,
    calls: readFileSync(calls, 'utf8'),
    events: existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : [],
  };
}

describe('an instance that has started', () => {
  const { status, calls, events } = start(['true']);

  test('enters service', () => {
    expect(status).toBe(0);
    expect(calls).toContain(
      'complete-lifecycle-action --lifecycle-action-result CONTINUE --lifecycle-hook-name start --auto-scaling-group-name the-group --instance-id i-0123',
    );
  });

  test('records nothing', () => {
    expect(events).toEqual([]);
    expect(calls).not.toContain('aws logs');
  });

  test('has no action to complete where the group was created with it', () => {
    expect(start(['true'], 'InService').calls).not.toContain('complete-lifecycle-action');
  });
});

describe('an instance whose start fails', () => {
  const { status, calls, events } = start(['false']);

  test('is given up at once', () => {
    expect(status).not.toBe(0);
    expect(calls).toContain('--lifecycle-action-result ABANDON');
  });

  test('records it under its own name with its last words, before it is gone', () => {
    expect(events).toEqual([
      {
        timestamp: expect.any(Number),
        message: expect.stringMatching(
          /^evenkeel: the instance failed to start\n[^\ud800-\udfff]*No package "service"/,
        ),
      },
    ]);
    expect(calls).toContain('put-log-events --log-group-name logs --log-stream-name start/i-0123');
    expect(calls.indexOf('put-log-events')).toBeLessThan(calls.indexOf('ABANDON'));
  });
});

test('what is recorded is what is counted, in a metric of each group’s own', () => {
  const stack = testStack();
  const logGroup = new LogGroup(stack, 'Logs');
  const metric = failedStarts(stack, logGroup);
  const [filter] = Object.values(
    Template.fromStack(stack).findResources('AWS::Logs::MetricFilter'),
  );
  const { FilterPattern, MetricTransformations } = filter?.Properties ?? {};
  const [{ message }] = start(['false']).events;
  expect(message).toContain(JSON.parse(FilterPattern));
  expect(MetricTransformations).toEqual([
    { MetricNamespace: metric.namespace, MetricName: metric.metricName, MetricValue: '1' },
  ]);
});
