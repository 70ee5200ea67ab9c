import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import pg from 'pg';
import { migrate, migrationsIn } from '../../lib/schema/migrations.ts';
import { readConfiguration } from '../../lib/workload/configuration.ts';
import { startServer } from '../../lib/workload/server.ts';
import { createLog } from '../../lib/workload/telemetry/log.ts';
import { startWorker } from '../../lib/workload/worker.ts';
import { type Postgres, startPostgres } from '../../scripts/local/postgres.ts';
import { credentials, startQueue } from '../../scripts/local/queue.ts';
import { buildWorkload } from '../../scripts/workload.ts';

const migrations = migrationsIn(join(import.meta.dirname, '../../lib/workload/migrations'));

/** What every program of a test is told, apart from where its database and its queue are. */
const common = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AVAILABILITY_ZONE: 'eu-west-1a',
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_PORT: '0',
  DATABASE_USER: 'postgres',
  LOG_LEVEL: 'silent',
  RECEIVE_WAIT_SECONDS: '1',
  SHUTDOWN_DELAY_SECONDS: '0',
  // A machine that runs other tests at the same time is slow, which is not what is tested here.
  REQUEST_TIMEOUT_MS: '15000',
} as const;

export interface Environment {
  readonly DATABASE_NAME: string;
  readonly QUEUE_URL: string;
  readonly [name: string]: string;
}

export interface Servers {
  readonly postgres: Postgres;
  /** A new database without a schema, and a new queue: the environment of programs that use them. */
  empty(): Promise<Environment>;
  /** The same with the schema. */
  fresh(): Promise<Environment>;
  stop(): Promise<void>;
}

/** Starts one PostgreSQL for all tests of a run. */
export async function startServers(): Promise<Servers> {
  const stops: (() => Promise<void>)[] = [];
  const postgres = await startPostgres();
  Object.assign(process.env, common);
  let databases = 0;
  const empty = async () => {
    databases += 1;
    const name = `orders_${databases}`;
    await postgres.query(`create database ${name} strategy file_copy`);
    const queue = await startQueue();
    stops.push(queue.stop);
    return {
      ...common,
      DATABASE_WRITER_ENDPOINT: `127.0.0.1:${postgres.port}`,
      DATABASE_NAME: name,
      QUEUE_URL: queue.url,
    };
  };
  return {
    postgres,
    empty,
    async fresh() {
      const environment = await empty();
      const { DATABASE_NAME } = environment;
      await withClient(postgres.port, DATABASE_NAME, (client) => migrate(client, migrations));
      return environment;
    },
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      await postgres.stop();
      if (bundle !== undefined) rmSync(await bundle, { recursive: true });
    },
  };
}

export async function withClient<T>(
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A server in this process, which answers at `url`. */
export async function serve(environment: Environment) {
  const configuration = readConfiguration(environment);
  const server = await startServer(configuration, createLog(configuration));
  return { ...server, ...api(`http://127.0.0.1:${server.port}`) };
}

export async function work(environment: Environment) {
  const configuration = readConfiguration(environment);
  return startWorker(configuration, createLog(configuration));
}

let bundle: Promise<string> | undefined;

/** The folder as it is shipped, built once. */
function built(): Promise<string> {
  bundle ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-workload-'));
    await buildWorkload(folder);
    return folder;
  })();
  return bundle;
}

/** A program of the shipped folder in a process of its own, with the lines that it logs. */
export async function spawnProgram(name: 'server' | 'worker', environment: Environment) {
  return spawnCommand(process.execPath, [join(await built(), `${name}.mjs`)], environment);
}

/** Any program that logs where it serves, as the sample does. */
export async function spawnCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...environment, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = new Lines(child);
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const started = await lines.find(({ msg }) => msg === 'serving' || msg === 'working');
  return {
    ...api(`http://127.0.0.1:${started.port}`),
    metricsPort: Number(started.metricsPort),
    lines,
    exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
  };
}

/** Runs a program of the shipped folder to its end, and says what it printed. */
export async function runProgram(name: 'server', environment: Record<string, string>) {
  const args = [join(await built(), `${name}.mjs`)];
  const child = spawn(process.execPath, args, { env: environment });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`exit ${code}\n${printed}`);
  return printed.trim();
}

type Line = Record<string, unknown>;

class Lines {
  readonly all: Line[] = [];
  private rest = '';

  constructor(child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.rest + text).split('\n');
      this.rest = lines.pop() ?? '';
      this.all.push(...lines.map((line) => JSON.parse(line)));
    });
  }

  find(matches: (line: Line) => boolean): Promise<Line> {
    return eventually(async () => this.all.find(matches));
  }
}

/** The requests that the service knows. */
function api(url: string) {
  return {
    url,
    get: (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers }),
    place: (key: string, order: unknown = { productId: 'anvil', quantity: 1 }, headers = {}) =>
      fetch(`${url}/orders`, {
        method: 'POST',
        headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(order),
      }),
  };
}

/** The JSON of an answer. */
export async function json(answer: Response): Promise<Record<string, unknown>> {
  return (await answer.json()) as Record<string, unknown>;
}

/** Asks again until there is an answer, for up to 40 seconds. */
export async function eventually<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = performance.now() + 40_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`not within 40 seconds: ${ask}`);
    await sleep(50);
  }
}

const clients = new Map<string, SQSClient>();

function client(queueUrl: string): SQSClient {
  const { origin: endpoint } = new URL(queueUrl);
  const known = clients.get(endpoint);
  if (known !== undefined) return known;
  const created = new SQSClient({ region: common.AWS_REGION, credentials, endpoint });
  clients.set(endpoint, created);
  return created;
}

/** How many messages wait, and how many somebody is working on. */
export async function depth(QueueUrl: string) {
  const { Attributes = {} } = await client(QueueUrl).send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages),
    hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
  };
}

export async function send(QueueUrl: string, message: unknown): Promise<void> {
  await client(QueueUrl).send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }),
  );
}
