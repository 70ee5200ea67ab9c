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
/** One turn of a server: short, so that what else the machine does falls on each of them alike. */
const SECONDS = 0.25;
/** A value rests on so many turns of each server: a single one says more of the machine. */
const TURNS = 12;

interface Server {
  readonly name: string;
  readonly program: string;
  readonly environment?: NodeJS.ProcessEnv;
}

const bare = 'scripts/bench/bare-orders.ts';
const servers: readonly Server[] = [
  { name: 'sample', program: 'lib/workload/server.ts' },
  { name: 'without_policies', program: bare },
  { name: 'without_telemetry', program: bare, environment: { TELEMETRY: 'off' } },
];

/** Starts a server and gives it a database of its own. */
async function start(
  { name, program, environment }: Server,
  postgresPort: number,
  queueUrl: string,
) {
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
      ...environment,
    },
  });
  // Its log is read to the end, as an agent would.
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  lines.on('line', () => {});
  return { child, port: Number(JSON.parse(line).port) };
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

/** Requests a second of each server, each of which goes first as often as the others. */
async function inTurn(ports: readonly number[]): Promise<number[]> {
  const sums = ports.map(() => 0);
  for (let turn = 0; turn < TURNS * ports.length; turn++) {
    const round = Math.floor(turn / ports.length);
    const index = (round + turn) % ports.length;
    sums[index] = (sums[index] ?? 0) + (await throughput(ports[index] ?? 0, SECONDS));
    await sleep(20);
  }
  return sums.map((sum) => sum / TURNS);
}

/**
 * Measures what the sample's policies cost, and its telemetry besides, against
 * {@link ./bare-orders.ts}.
 */
export async function benchWorkload(rounds: number): Promise<readonly Figure[]> {
  const postgres = await startPostgres();
  const queue = await startQueue();
  const started = await Promise.all(
    servers.map((server) => start(server, postgres.port, queue.url)),
  );
  const ports = started.map(({ port }) => port);
  try {
    for (const port of ports) await throughput(port, 1);
    const rates: number[][] = [];
    while (rates.length < rounds) rates.push(await inTurn(ports));
    const of = (index: number) => rates.map((found) => found[index] ?? 0);
    const ratio = (index: number) => rates.map((found) => (found[0] ?? 0) / (found[index] ?? 0));
    return [
      { name: 'ratio of requests', unit: '', values: ratio(1), atLeast: 0.9 },
      { name: 'to one without telemetry either', unit: '', values: ratio(2) },
      { name: 'requests a second', unit: '/s', values: of(0), atLeast: 0 },
      { name: 'without policies', unit: '/s', values: of(1), atLeast: 0 },
    ];
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    await queue.stop();
    await postgres.stop();
  }
}
