import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { credentials } from '../../scripts/local/queue.ts';
import { eventually, json } from './support.ts';

const root = join(import.meta.dirname, '../..');

function start(args: readonly string[]) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent' },
  });
  const printed = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed.text += chunk;
    });
  }
  return { child, printed, closed: once(child, 'close') };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

test('npm run dev takes an order to its end, and Ctrl-C stops all of it', async () => {
  const { child, printed, closed } = start(['scripts/dev.ts']);
  await eventually(async () => /Ctrl-C stops all of it/.test(printed.text));
  const ports = [...printed.text.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));
  const [url = ''] = printed.text.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
  const { id } = await json(
    await fetch(`${url}/orders`, {
      method: 'POST',
      headers: { 'Idempotency-Key': 'dev' },
      body: JSON.stringify({ productId: 'keel', quantity: 1 }),
    }),
  );
  await eventually(
    async () => (await json(await fetch(`${url}/orders/${id}`))).status === 'confirmed',
  );

  child.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
  expect(new Set(ports).size).toBeGreaterThanOrEqual(4);
  for (const port of ports) expect([port, await answers(port)]).toEqual([port, false]);
});

test('npm run dev has servers for a program of your own, and nobody else on them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-dev-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '0001_seats.sql'), 'create table seats (id int primary key)');
  const { child, printed, closed } = start([
    'scripts/dev.ts',
    '--only-servers',
    '--migrations',
    folder,
  ]);
  await eventually(async () => /Ctrl-C stops all of it/.test(printed.text));
  const told = Object.fromEntries(
    [...printed.text.matchAll(/^export (\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
  );

  const client = new pg.Client(
    `postgres://${told.DATABASE_USER}@${told.DATABASE_WRITER_ENDPOINT}/${told.DATABASE_NAME}`,
  );
  await client.connect();
  await client.query('insert into seats values (1)');
  await expect(client.query('create table mine ()')).rejects.toThrow('permission denied');
  await client.end();

  const sqs = new SQSClient({
    region: `${told.AWS_REGION}`,
    endpoint: `${told.AWS_ENDPOINT_URL_SQS}`,
    credentials,
  });
  const queue = { QueueUrl: told.QUEUE_URL };
  for (const MessageBody of ['one', 'two', 'three']) {
    await sqs.send(new SendMessageCommand({ ...queue, MessageBody }));
  }
  // Whoever else took them would have by then: it polls without a pause.
  await sleep(1500);
  const waiting = await sqs.send(
    new GetQueueAttributesCommand({ ...queue, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  expect(waiting.Attributes).toEqual({ ApproximateNumberOfMessages: '3' });
  sqs.destroy();

  child.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
});

test.each([
  [
    ['--only-server', '--migrations', 'nowhere', 'more'],
    2,
    `unknown option --only-server; did you mean --only-servers?
unexpected argument more
--migrations is for --only-servers: the order service has its own
--migrations is nowhere, expected a folder of SQL files that is there
npm run dev -- --help shows the options
`,
  ],
  [
    ['--only-servers', '--migrations', 'test/workload/broken-migrations'],
    1,
    '0001.sql failed in line 2: syntax error at or near "tabel"\n',
  ],
])('what is wrong with %j is told, and nothing goes on', async (args, status, message) => {
  const { printed, closed } = start(['scripts/dev.ts', ...args]);
  expect(await closed).toEqual([status, null]);
  expect(printed.text).toBe(message);
});

test('what was started ends with the process that started it, however that ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-tied-'));
  const source = `
    import { startProcess } from ${JSON.stringify(join(root, 'scripts/local/processes.ts'))};
    const options = { signal: 'TERM', folder: ${JSON.stringify(folder)} };
    console.log((await startProcess('sleep', ['600'], options)).pid);
    setInterval(() => {}, 1000);
  `;
  const { child, printed, closed } = start(['--input-type=module-typescript', '--eval', source]);
  const pid = await eventually(async () => Number(printed.text.trim()) || undefined);
  expect(() => process.kill(pid, 0)).not.toThrow();
  child.kill('SIGKILL');
  await closed;
  await eventually(async () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
  await eventually(async () => !existsSync(folder));
});
