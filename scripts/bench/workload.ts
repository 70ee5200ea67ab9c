import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate, migrationsIn } from '../../lib/schema/migrations.ts';
import { startPostgres } from '../local/postgres.ts';
import { credentials, startQueue } from '../local/queue.ts';
import type { Figure } from './result.ts';

const root = join(import.meta.dirname, '../..');
/** Clients that each send the next request when the last one was answered: a closed loop. */
const CLIENTS = 16;
const SECONDS = 1;

/** Starts a server and gives it a database of its own. */
async function start(program: string, postgresPort: number, name: string, queueUrl: string) {
  const admin = new pg.Client({ host: '127.0.0.1', port: postgresPort, user: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: postgresPort,
    user: 'postgres',
    database: name,
  });
  await client.connect();
  await migrate(client, migrationsIn(join(root, 'lib/workload/migrations')));
  await client.end();
  const child = spawn(process.execPath, [join(root, program)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: 'eu-west-1',
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: '0',
      DATABASE_WRITER_ENDPOINT: `127.0.0.1:${postgresPort}`,
      DATABASE_NAME: name,
      DATABASE_USER: 'postgres',
      QUEUE_URL: queueUrl,
    },
  });
  // Its log is read to the end, as an agent would.
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  lines.on('line', () => {});
  return { child, port: Number(JSON.parse(line).port), name };
}

let keys = 0;

/** Requests a second over some seconds: as many orders as orders read and lists. */
async function throughput(port: number, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const ask = (method: string, path: string, body?: unknown) =>
    new Promise<string>((resolve, reject) => {
      const headers = { 'Idempotency-Key': `${keys++}`, 'Content-Type': 'application/json' };
      request({ host: '127.0.0.1', port, agent, method, path, headers }, async (answer) => {
        let text = '';
        for await (const chunk of answer.setEncoding('utf8')) text += chunk;
        if ((answer.statusCode ?? 500) < 400) resolve(text);
        else reject(new Error(`${method} ${path} was answered ${answer.statusCode}`));
      })
        .once('error', reject)
        .end(body && JSON.stringify(body));
    });
  let answered = 0;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) {
        const order = await ask('POST', '/orders', { productId: 'anvil', quantity: 1 });
        await ask('GET', `/orders/${JSON.parse(order).id}`);
        await ask('GET', '/products');
        answered += 3;
      }
    }),
  );
  agent.destroy();
  return (answered * 1000) / (performance.now() - begin);
}

/** Measures what the sample's policies and telemetry cost, against {@link ./bare-orders.ts}. */
export async function benchWorkload(pairs: number): Promise<readonly Figure[]> {
  const postgres = await startPostgres();
  const queue = await startQueue();
  const sample = await start('lib/workload/server.ts', postgres.port, 'sample', queue.url);
  const bare = await start('scripts/bench/bare-orders.ts', postgres.port, 'bare', queue.url);
  try {
    for (const { port } of [sample, bare]) await throughput(port, 1);
    const rates: (readonly [number, number])[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      // Each goes first as often as the other.
      const [first, second] = pair % 2 ? [bare, sample] : [sample, bare];
      const one = await throughput(first.port, SECONDS);
      await sleep(200);
      const other = await throughput(second.port, SECONDS);
      rates.push(pair % 2 ? [other, one] : [one, other]);
    }
    return [
      {
        name: 'ratio of requests',
        unit: '',
        values: rates.map(([mine, other]) => mine / other),
        atLeast: 0.9,
      },
      { name: 'requests a second', unit: '/s', values: rates.map(([mine]) => mine), atLeast: 0 },
      { name: 'against', unit: '/s', values: rates.map(([, other]) => other), atLeast: 0 },
    ];
  } finally {
    for (const { child } of [sample, bare]) child.kill('SIGKILL');
    await queue.stop();
    await postgres.stop();
  }
}
