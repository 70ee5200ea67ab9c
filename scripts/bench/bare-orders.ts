import { serve } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import pg from 'pg';
import { readConfiguration } from '../../lib/workload/configuration.ts';
import type { Query } from '../../lib/workload/dependencies/database.ts';
import { Deadline } from '../../lib/workload/dependencies/deadline.ts';
import { Queue } from '../../lib/workload/dependencies/queue.ts';
import { observer } from '../../lib/workload/http/observe.ts';
import { findOrder, placeOrder } from '../../lib/workload/orders/orders.ts';
import { Outbox } from '../../lib/workload/orders/outbox.ts';
import { Products } from '../../lib/workload/orders/products.ts';
import { EmbeddedMetrics } from '../../lib/workload/telemetry/embedded-metrics.ts';
import { createLog } from '../../lib/workload/telemetry/log.ts';
import { createMetrics } from '../../lib/workload/telemetry/metrics.ts';

/**
 * The yardstick of the sample: the same framework, routes, statements, outbox and telemetry, and
 * nothing that helps when something fails. No deadlines, breakers, bulkheads, retries, shedding or
 * validation; with `TELEMETRY=off`, no logs, metrics and traces of requests either.
 */
const configuration = readConfiguration(process.env);
const { host, port } = configuration.database.writer;
const { name, user, connections } = configuration.database;
const options = { host, port, database: name, user, max: connections };
const [writer, reader] = [new pg.Pool(options), new pg.Pool(options)];

async function use<T>(pool: pg.Pool, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(async (text, values = []) => (await client.query(text, [...values])).rows);
  } finally {
    client.release();
  }
}
const database = {
  read: <T>(_: Deadline, work: (query: Query) => Promise<T>) => use(reader, work),
  readLatest: <T>(_: Deadline, work: (query: Query) => Promise<T>) => use(writer, work),
  transaction: <T>(_: Deadline, work: (query: Query) => Promise<T>) =>
    use(writer, async (query) => {
      await query('begin');
      const result = await work(query);
      await query('commit');
      return result;
    }),
};
const deadline = Deadline.in(0);
const products = new Products(database, undefined);
const metrics = createMetrics(configuration);
const log = createLog(configuration);
const outbox = new Outbox(database, new Queue(configuration, metrics), metrics, log);

const embeddedMetrics = new EmbeddedMetrics(configuration, log);
const observe = observer({ metrics, embeddedMetrics, log });
const known =
  (operation: string): MiddlewareHandler =>
  (c, next) =>
    process.env.TELEMETRY === 'off' ? next() : observe(c, operation, next);

const app = new Hono();
app.get('/products', known('ListProducts'), async (c) =>
  c.body(await products.list(deadline), 200, { 'Content-Type': 'application/json' }),
);
app.get('/orders/:id', known('GetOrder'), async (c) =>
  c.json(await findOrder(database, deadline, c.req.param('id'))),
);
app.post('/orders', known('PlaceOrder'), async (c) => {
  const key = c.req.header('idempotency-key') ?? '';
  const placement = await placeOrder(database, deadline, key, await c.req.json());
  outbox.notify();
  return c.json('order' in placement ? placement.order : {}, 201);
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) => {
  console.log(JSON.stringify({ msg: 'serving', port: address.port }));
});
