import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Configuration } from './configuration.ts';
import { Cache } from './dependencies/cache.ts';
import { Database } from './dependencies/database.ts';
import { Queue } from './dependencies/queue.ts';
import { createApp } from './http/app.ts';
import { ServingCheck } from './http/serving-check.ts';
import { Outbox } from './orders/outbox.ts';
import { Products } from './orders/products.ts';
import { run } from './program.ts';
import { EmbeddedMetrics } from './telemetry/embedded-metrics.ts';
import type { Log } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';

/**
 * An idle connection is kept for longer than the 60 seconds of the load balancer, which else sends
 * a request on one that is being closed, and answers 502:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
const KEEP_ALIVE = { keepAliveTimeout: 75_000, headersTimeout: 80_000 };

/** The server: answers requests, and sends what they leave in the outbox. */
export async function startServer(configuration: Configuration, log: Log) {
  const metrics = createMetrics(configuration);
  const embeddedMetrics = new EmbeddedMetrics(configuration, log);
  const database = new Database(configuration, metrics);
  const queue = new Queue(configuration, metrics);
  const cache = configuration.cache && new Cache(configuration.cache, configuration, metrics, log);
  const outbox = new Outbox(database, queue, metrics, log);
  let stopping = false;

  const app = createApp({
    configuration,
    metrics,
    embeddedMetrics,
    log,
    database,
    products: new Products(database, cache),
    servingCheck: new ServingCheck(database, cache, queue),
    onPlaced: () => outbox.notify(),
    isStopping: () => stopping,
  });
  const { host, port, metricsPort } = configuration.http;
  const server = await listen(getRequestListener(app.fetch), port, host);
  // For the agent on this machine, and for nobody else.
  const metricsServer = await listen(
    async (_, response) => {
      response.setHeader('Content-Type', metrics.registry.contentType);
      response.end(await metrics.registry.metrics());
    },
    metricsPort,
    '127.0.0.1',
  );
  const ports = { port: portOf(server), metricsPort: portOf(metricsServer) };
  log.info(ports, 'serving');

  return {
    ...ports,
    /**
     * Stops without losing a request: fails the shallow check and serves on until the load balancer
     * has seen it, lets connections go with their next answer, ends what is under way, and then
     * closes what it used.
     */
    async stop(): Promise<void> {
      stopping = true;
      await sleep(configuration.shutdown.delay);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const late = sleep(configuration.shutdown.timeout, 'late', { ref: false });
      if ((await Promise.race([closed, late])) === 'late') server.closeAllConnections();
      await outbox.stop();
      await database.close();
      queue.close();
      cache?.close();
      metricsServer.closeAllConnections();
      metricsServer.close();
      embeddedMetrics.close();
    },
  };
}

async function listen(listener: RequestListener, port: number, host: string) {
  const server = createServer(KEEP_ALIVE, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return server;
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port;
}

if (import.meta.main) await run(startServer);
