import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { depth, eventually, type Servers, send, spawnCommand } from '../support.ts';

const folder = join(import.meta.dirname, '../../../examples/python-service');
const cli = join(import.meta.dirname, '../aws-cli.mjs');
// The interpreter itself: a version manager in its place would put its own `aws` first.
const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).stdout?.trim();

/** The worker with a handler that does what the message says, and notes that it did. */
const program = `import sys, time
sys.path.insert(0, ${JSON.stringify(folder)})
import worker
def handle(body):
    worker.log("handling", body=body)
    if "slow" in body: time.sleep(3.5)
    if "bad" in body: raise ValueError("not yet")
worker.handle = handle
worker.main()`;

export function otherWorkerScenarios(servers: () => Servers): void {
  async function start(changes: Record<string, string> = {}) {
    const bin = mkdtempSync(join(tmpdir(), 'evenkeel-aws-'));
    writeFileSync(join(bin, 'aws'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
    chmodSync(join(bin, 'aws'), 0o755);
    onTestFinished(() => rmSync(bin, { recursive: true }));
    const environment = {
      ...(await servers().empty()),
      VISIBILITY_TIMEOUT_SECONDS: '2',
      PATH: `${bin}:${process.env.PATH}`,
      ...changes,
    };
    const worker = await spawnCommand(python, ['-Bc', program], environment);
    onTestFinished(async () => {
      worker.kill('SIGTERM');
      await worker.exited;
    });
    const handlings = () => worker.lines.all.filter(({ msg }) => msg === 'handling');
    return { worker, handlings, queueUrl: environment.QUEUE_URL };
  }

  describe.skipIf(!python)('with a queue of its own', () => {
    test('deletes a message that was handled', async () => {
      const { handlings, queueUrl } = await start();
      await send(queueUrl, 'good');
      await eventually(async () => handlings().length > 0);
      await eventually(async () => (await depth(queueUrl)).hidden === 0);
      expect(await depth(queueUrl)).toEqual({ waiting: 0, hidden: 0 });
    });

    test('keeps a message hidden for as long as it is worked on', async () => {
      const { handlings, queueUrl } = await start();
      await send(queueUrl, 'slow');
      await eventually(async () => handlings().length > 0);
      await sleep(2_500);
      expect(await depth(queueUrl)).toEqual({ waiting: 0, hidden: 1 });
      await eventually(async () => (await depth(queueUrl)).hidden === 0);
      expect(handlings()).toHaveLength(1);
    });

    test('gives a message back that failed, and goes on with the others', async () => {
      const { worker, handlings, queueUrl } = await start();
      await send(queueUrl, 'bad');
      await eventually(async () => worker.lines.all.some(({ msg }) => msg === 'failed'));
      await send(queueUrl, 'good');
      await eventually(async () => handlings().filter(({ body }) => body === '"bad"').length > 1);
      expect(handlings().some(({ body }) => body === '"good"')).toBe(true);
      const [failed] = worker.lines.all.filter(({ msg }) => msg === 'failed');
      expect(failed).toMatchObject({ error: 'not yet', seconds: expect.any(Number) });
    });

    test('stops after the message that it has, and leaves the rest to others', async () => {
      const { worker, handlings, queueUrl } = await start();
      await send(queueUrl, 'slow one');
      await eventually(async () => handlings().length > 0);
      await send(queueUrl, 'next');
      worker.kill('SIGTERM');
      expect(await worker.exited).toBe(0);
      expect(handlings()).toHaveLength(1);
      expect(await depth(queueUrl)).toEqual({ waiting: 1, hidden: 0 });
    });
  });
}
