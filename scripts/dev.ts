import { join } from 'node:path';
import pg from 'pg';
import { migrate, migrationsIn } from '../lib/schema/migrations.ts';
import { ConfigurationError, readConfiguration } from '../lib/workload/configuration.ts';
import { startServer } from '../lib/workload/server.ts';
import { createLog } from '../lib/workload/telemetry/log.ts';
import { startWorker } from '../lib/workload/worker.ts';
import { cacheServer, startCache } from './local/cache.ts';
import { startPostgres } from './local/postgres.ts';
import { credentials, startQueue } from './local/queue.ts';

/**
 * Runs the sample on this machine with real servers, new and empty each time, until Ctrl-C: server
 * and worker in this process, and what they use for as long as this process is there.
 */
const stops: (() => Promise<unknown>)[] = [];

async function stop(): Promise<void> {
  for (const stopOne of stops.splice(0).reverse()) await stopOne();
}

async function start(): Promise<void> {
  const postgres = await startPostgres();
  stops.push(() => postgres.stop());
  const queue = await startQueue();
  stops.push(queue.stop);
  const cache = cacheServer === undefined ? undefined : await startCache();
  if (cache) stops.push(() => cache.stop());

  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  const configuration = readConfiguration({
    AWS_REGION: 'eu-west-1',
    AVAILABILITY_ZONE: 'eu-west-1a',
    HOST: '127.0.0.1',
    DATABASE_WRITER_ENDPOINT: `127.0.0.1:${postgres.port}`,
    DATABASE_NAME: 'orders',
    DATABASE_USER: 'postgres',
    QUEUE_URL: queue.url,
    ...(cache && { CACHE_ENDPOINT: `127.0.0.1:${cache.port}` }),
    RECEIVE_WAIT_SECONDS: '1',
    SHUTDOWN_DELAY_SECONDS: '0',
    ...process.env,
  });
  await postgres.query('create database orders');
  const client = new pg.Client(`postgres://postgres@127.0.0.1:${postgres.port}/orders`);
  await client.connect();
  await migrate(client, migrationsIn(join(import.meta.dirname, '../lib/workload/migrations')));
  await client.end();

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
  } else if (error instanceof ConfigurationError) console.error(message);
  else throw error;
  process.exitCode = 1;
} finally {
  if (process.exitCode === 1) await end();
}
