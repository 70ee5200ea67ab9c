import { join } from 'node:path';
import pg from 'pg';
import { readOptions, textOf } from '../bin/cli/options.ts';
import { migrationsIn } from '../lib/schema/migrations.ts';
import { prepareSchema } from '../lib/schema/prepare.ts';
import { notSqlIn } from '../lib/validation/index.ts';
import { ConfigurationError, readConfiguration } from '../lib/workload/configuration.ts';
import { startServer } from '../lib/workload/server.ts';
import { createLog } from '../lib/workload/telemetry/log.ts';
import { startWorker } from '../lib/workload/worker.ts';
import { cacheServer, startCache } from './local/cache.ts';
import { startPostgres } from './local/postgres.ts';
import { credentials, startQueue } from './local/queue.ts';

const HELP = `Usage: npm run dev -- [options]

Runs the order service with a real database, queue and, where there is one, cache, until Ctrl-C.

  --only-servers        only those, for a program of your own: what it is told of them is printed
  --migrations FOLDER   the SQL files of your own schema (with --only-servers; default: none)
  --help                show this
`;

/** What whoever runs this can mend. */
class Mistake extends Error {}

/**
 * Runs real servers on this machine, new and empty each time, until Ctrl-C, and the sample on them:
 * server and worker in this process, and what they use for as long as this process is there.
 */
const stops: (() => Promise<unknown>)[] = [];

async function stop(): Promise<void> {
  for (const stopOne of stops.splice(0).reverse()) await stopOne();
}

/** Starts what the sample, or a program of your own, depends on. */
async function startServers() {
  const postgres = await startPostgres();
  stops.push(() => postgres.stop());
  const queue = await startQueue();
  stops.push(queue.stop);
  const cache = cacheServer === undefined ? undefined : await startCache();
  if (cache) stops.push(() => cache.stop());
  return { postgres, queue, cache };
}

type Servers = Awaited<ReturnType<typeof startServers>>;

/** Makes a database with a schema, and, as a deployment does, the user `app`. */
async function makeDatabase({ postgres }: Servers, name: string, migrations: string | undefined) {
  await postgres.query(`create database ${name}`);
  const client = new pg.Client(`postgres://postgres@127.0.0.1:${postgres.port}/${name}`);
  await client.connect();
  // What IAM's tokens come by on Aurora: whoever is of it has no password.
  await client.query('create role rds_iam');
  const files = migrations === undefined ? [] : migrationsIn(migrations);
  try {
    await prepareSchema(client, { user: 'app', migrations: files });
  } catch (error) {
    throw new Mistake((error as Error).message);
  } finally {
    await client.end();
  }
}

/** What a program is told of the servers, as on an instance. */
function told({ postgres, queue, cache }: Servers, database: string) {
  return {
    AWS_REGION: 'eu-west-1',
    AVAILABILITY_ZONE: 'eu-west-1a',
    DATABASE_WRITER_ENDPOINT: `127.0.0.1:${postgres.port}`,
    DATABASE_READER_ENDPOINT: `127.0.0.1:${postgres.port}`,
    DATABASE_NAME: database,
    DATABASE_USER: 'app',
    QUEUE_URL: queue.url,
    ...(cache && { CACHE_ENDPOINT: `127.0.0.1:${cache.port}` }),
  };
}

async function startOnlyServers(migrations: string | undefined): Promise<void> {
  const servers = await startServers();
  await makeDatabase(servers, 'app', migrations);
  const { origin } = new URL(servers.queue.url);
  const variables = Object.entries({
    ...told(servers, 'app'),
    AWS_ENDPOINT_URL_SQS: origin,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  console.log(`
${variables.map(([name, value]) => `export ${name}=${value}`).join('\n')}

Ctrl-C stops all of it.
`);
}

async function startSample(): Promise<void> {
  const servers = await startServers();
  const { postgres, queue, cache } = servers;
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  const configuration = readConfiguration({
    ...told(servers, 'orders'),
    HOST: '127.0.0.1',
    RECEIVE_WAIT_SECONDS: '1',
    SHUTDOWN_DELAY_SECONDS: '0',
    ...process.env,
  });
  await makeDatabase(servers, 'orders', join(import.meta.dirname, '../lib/workload/migrations'));

  const log = createLog(configuration);
  const server = await startServer(configuration, log);
  stops.push(() => server.stop());
  const worker = await startWorker(configuration, log);
  stops.push(() => worker.stop());

  const url = `http://127.0.0.1:${server.port}`;
  console.log(`
  service     ${url}/products, ${url}/health/serving
  metrics     http://127.0.0.1:${server.metricsPort}
  PostgreSQL  postgres://postgres@127.0.0.1:${postgres.port}/orders
  queue       ${queue.url}
  cache       ${cache ? `127.0.0.1:${cache.port} (${cacheServer})` : 'none, as neither valkey-server nor redis-server is installed'}

  curl -i ${url}/orders -H 'Idempotency-Key: first' --json '{"productId": "keel", "quantity": 1}'

  Ctrl-C stops all of it.
`);
}

/** Says everything that is wrong with the command line, or starts. */
async function start(): Promise<void> {
  const { values, positionals, problems } = readOptions(process.argv.slice(2), {
    'only-servers': { type: 'boolean' },
    migrations: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values.help === true) return console.log(HELP);
  const migrations = textOf(values.migrations);
  const found = [...problems, ...positionals.map((one) => `unexpected argument ${one}`)];
  if (migrations !== undefined && values['only-servers'] !== true) {
    found.push('--migrations is for --only-servers: the order service has its own');
  }
  if (migrations !== undefined && notSqlIn(migrations) === undefined) {
    found.push(`--migrations is ${migrations}, expected a folder of SQL files that is there`);
  }
  if (found.length > 0) {
    console.error(`${found.join('\n')}\nnpm run dev -- --help shows the options`);
    process.exitCode = 2;
  } else if (values['only-servers'] === true) await startOnlyServers(migrations);
  else await startSample();
}

async function end(): Promise<never> {
  await stop();
  process.exit();
}
process.once('SIGINT', end);
process.once('SIGTERM', end);

try {
  await start();
} catch (error) {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    console.error(
      `port ${port} is in use: set PORT or METRICS_PORT to another one, or to 0 for any`,
    );
  } else if (error instanceof ConfigurationError || error instanceof Mistake)
    console.error(message);
  else throw error;
  process.exitCode = 1;
} finally {
  if (process.exitCode === 1) await end();
}
