import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from 'aws-cdk-lib/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pollerScript } from '../../../constructs/queue/poller-script.ts';
import { queuePoller } from '../../../constructs/queue/queue-poller.ts';
import { canRunPoller, PollerHarness, QUEUE_URL } from './poller-harness.ts';

describe.runIf(canRunPoller)('the poller, run for real', () => {
  let poller: PollerHarness;
  beforeEach(() => {
    poller = new PollerHarness();
  });
  afterEach(() => poller.close());

  const receipt = (id: string) => `--receipt-handle receipt-of-${id}`;
  const deleted = (id: string) => `delete-message --queue-url ${QUEUE_URL} ${receipt(id)}`;
  const hidden = (id: string) =>
    poller
      .journal()
      .filter((line) => line.includes(`change-message-visibility`) && line.includes(receipt(id)))
      .map((line) => Number(/--visibility-timeout (\d+)/.exec(line)?.[1]));
  const indexOf = (text: string) => poller.journal().findIndex((line) => line.includes(text));
  const countOf = (text: string) => poller.journal().filter((line) => line.includes(text)).length;

  test('polls one message at a time, for as long as SQS allows', async () => {
    await poller.start();
    await poller.until('receive-message');
    expect(poller.journal()[0]).toContain(
      'aws sqs receive-message --queue-url https://sqs.eu-west-1.amazonaws.com/111122223333/orders ' +
        '--max-number-of-messages 1 --wait-time-seconds 20 --attribute-names ApproximateReceiveCount',
    );
  });

  test('deletes a message after it was handled', async () => {
    const first = poller.send('echo did-the-work >> journal');
    const second = poller.send('true');
    await poller.start();
    await poller.until(deleted(second));
    expect(indexOf(`handling ${first}`)).toBeLessThan(indexOf('did-the-work'));
    expect(indexOf('did-the-work')).toBeLessThan(indexOf(deleted(first)));
    expect(indexOf(deleted(first))).toBeLessThan(indexOf(`handling ${second}`));
  });

  test('leaves a message that could not be handled to be received again, and goes on', async () => {
    const bad = poller.send('exit 3');
    const good = poller.send('true');
    await poller.start();
    await poller.until(deleted(good));
    expect(indexOf(deleted(bad))).toBe(-1);
    expect(indexOf(`change-message-visibility`)).toBeLessThan(indexOf(deleted(good)));
    const failed = poller.log().find(({ event }) => event === 'failed');
    expect(failed).toMatchObject({ messageId: bad, times: 1 });
    expect([1, 2]).toContain(failed?.away);
    expect(hidden(bad)).toEqual([failed?.away]);
  });

  test('gives a message back for longer, the more often it has failed', async () => {
    for (let receives = 4; receives <= 9; receives++) poller.send('exit 1', receives);
    const last = poller.send('true');
    await poller.start();
    await poller.until(deleted(last));
    const away = poller.log().filter(({ event }) => event === 'failed');
    expect(away.map(({ times }) => times)).toEqual([4, 5, 6, 7, 8, 9]);
    for (const { times, away: seconds } of away) {
      expect(Number(seconds)).toBeGreaterThanOrEqual(1);
      expect(Number(seconds)).toBeLessThanOrEqual(2 ** Number(times));
    }
    expect(new Set(away.map(({ away: seconds }) => seconds)).size).toBeGreaterThan(2);
  });

  test('gives a message back at once when it is to stop', async () => {
    const bad = poller.send('sleep 0.5; exit 1');
    await poller.start();
    await poller.until(`handling ${bad}`);
    poller.terminate();
    expect(await poller.exitCode()).toBe(0);
    expect(hidden(bad)).toEqual([0]);
  });

  test('keeps a message hidden for as long as its handler works, and no longer', async () => {
    const slow = poller.send('sleep 1.2');
    await poller.start({ VISIBILITY_TIMEOUT: '1' });
    await poller.until(deleted(slow));
    expect(hidden(slow).length).toBeGreaterThanOrEqual(2);
    expect(new Set(hidden(slow))).toEqual(new Set([1]));
    await sleep(700);
    expect(indexOf(deleted(slow))).toBeGreaterThan(
      poller.journal().findLastIndex((line) => line.includes('change-message-visibility')),
    );
  });

  test('kills a handler at its timeout, and goes on', async () => {
    const slow = poller.send('sleep 0.5; echo too-late >> journal');
    const good = poller.send('true');
    await poller.start({ HANDLER_TIMEOUT: '0.3' });
    await poller.until(deleted(good));
    await sleep(400);
    expect(indexOf(deleted(slow))).toBe(-1);
    expect(indexOf('too-late')).toBe(-1);
  });

  test('finishes its message when Auto Scaling terminates the instance, and lets it go on', async () => {
    const message = poller.send('sleep 0.5; echo did-the-work >> journal');
    await poller.start();
    await poller.until(`handling ${message}`);
    poller.targetLifecycleState = 'Terminated';
    poller.send('echo never >> journal');

    expect(await poller.exitCode()).toBe(0);

    expect(indexOf('did-the-work')).toBeLessThan(indexOf(deleted(message)));
    expect(countOf('receive-message')).toBe(1);
    expect(poller.journal().at(-1)).toContain(
      'aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE ' +
        '--lifecycle-hook-name finish-message --auto-scaling-group-name workers-group ' +
        '--instance-id i-0123456789abcdef0',
    );
    expect(poller.log().map(({ event }) => event)).toEqual([
      'started',
      'handled',
      'drained',
      'stopped',
    ]);
  });

  test('tries again when Auto Scaling does not listen', async () => {
    poller.refuseNextLifecycleAction();
    poller.targetLifecycleState = 'Terminated';
    await poller.start();
    expect(await poller.exitCode()).toBe(0);
    expect(countOf('receive-message')).toBe(0);
    expect(countOf('complete-lifecycle-action')).toBe(2);
  });

  test('finishes its message when its service is stopped, and completes no lifecycle action', async () => {
    const message = poller.send('sleep 0.5');
    await poller.start();
    await poller.until(`handling ${message}`);
    poller.terminate();
    poller.send('echo never >> journal');

    expect(await poller.exitCode()).toBe(0);

    expect(indexOf(deleted(message))).toBeGreaterThan(0);
    expect(countOf('receive-message')).toBe(1);
    expect(countOf('autoscaling')).toBe(0);
  });

  test('handles what a poll brings that was under way when it was stopped', async () => {
    await poller.start();
    await poller.until('receive-message');
    const message = poller.send('true');
    poller.terminate();
    expect(await poller.exitCode()).toBe(0);
    expect(indexOf(deleted(message))).toBeGreaterThan(0);
    expect(countOf('receive-message')).toBe(1);
  });

  test('backs off with jitter when SQS fails, and recovers', async () => {
    for (const _ of [1, 2, 3]) poller.failNextPoll('ServiceUnavailable');
    const message = poller.send('true');
    await poller.start();
    await poller.until(deleted(message));
    const errors = poller.log().filter(({ event }) => event === 'error');
    expect(errors.map(({ error }) => error)).toEqual(Array(3).fill('error: ServiceUnavailable'));
    expect(errors.map(({ failures }) => failures)).toEqual([1, 2, 3]);
    const waits = errors.map(({ waited }) => Number(waited));
    for (const [failures, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(2 ** failures);
    expect(new Set(waits).size).toBe(3);
  });

  test('works on when the metadata service does not answer', async () => {
    const message = poller.send('true');
    await poller.start({ AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:9' });
    await poller.until(deleted(message));
  });

  test('is ready once it has reached its queue, and not before', async () => {
    poller.failNextPoll('AccessDenied');
    const socket = join(poller.folder, 'notify');
    const listener = spawn('/usr/bin/python3', [
      '-uc',
      `import socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(${JSON.stringify(socket)})
print("listening")
print(s.recv(100).decode())`,
    ]);
    listener.stdout.on('data', (chunk) => poller.note(`systemd ${String(chunk).trim()}`));
    try {
      await poller.until('systemd listening');
      await poller.start({ NOTIFY_SOCKET: socket });
      await poller.until('systemd READY=1');
    } finally {
      listener.kill();
    }
    expect(countOf('receive-message')).toBeGreaterThanOrEqual(2);
  });
});

describe('the workload', () => {
  const { commands, readiness } = queuePoller({
    queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
    handlerTimeout: Duration.seconds(90),
    handler: 'jq -r .order | /opt/orders/confirm "$MESSAGE_ID"',
  });
  const script = commands.join('\n');

  test('installs the poller as it is tested, and the handler as it is given', () => {
    expect(script).toContain(pollerScript);
    expect(script).toContain('jq -r .order | /opt/orders/confirm "$MESSAGE_ID"');
  });

  test('is a valid shell script', () => {
    const check = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });

  test('does not stop a worker in the middle of its message', () => {
    expect(script).toContain('KillMode=mixed');
    // The poll, the message and a minute.
    expect(script).toContain('TimeoutStopSec=170');
    expect(script).toContain('Environment=HANDLER_TIMEOUT=90\n');
  });

  test('starts again after a failure, however often, and not after it has finished', () => {
    expect(script).toContain('Restart=on-failure');
    expect(script).toContain('StartLimitIntervalSec=0');
  });

  test('can take work once the poller has reached its queue', () => {
    expect(script).toContain('Type=notify');
    expect(readiness).toBe('systemctl is-active --quiet queue-poller.service');
  });
});
