import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import type { Database } from '../dependencies/database.ts';
import { findOrder, placeOrder } from '../orders/orders.ts';
import type { Products } from '../orders/products.ts';
import { type OperationOptions, operations, type RequestVariables } from './operation.ts';
import { problem, problemOf } from './problem.ts';
import type { ServingCheck } from './serving-check.ts';

const NewOrder = v.object({
  productId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
});
const IdempotencyKey = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/));
const OrderId = v.pipe(v.string(), v.uuid());

const MOST_BYTES = 16_384;
const countBytes = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => problem(c, 413, 'Too large') });

/**
 * A length that is stated is held to by Node's parser; to count the bytes as well, the body would be
 * made a stream first, for each request.
 */
const limitBody: MiddlewareHandler = (c, next) =>
  Number(c.req.header('content-length')) <= MOST_BYTES && !c.req.header('transfer-encoding')
    ? next()
    : countBytes(c, next);

export interface AppOptions extends OperationOptions {
  readonly database: Database;
  readonly products: Products;
  readonly servingCheck: ServingCheck;
  /** Whether the server is about to stop. */
  readonly isStopping: () => boolean;
  /** Called when an order was placed, and its message waits to be sent. */
  readonly onPlaced: () => void;
}

/** The service over HTTP. */
export function createApp(options: AppOptions) {
  const { database, products, servingCheck, configuration, isStopping, onPlaced } = options;
  const { placement } = configuration;
  const operation = operations(options);
  const app = new Hono<RequestVariables>();

  app.use(async (c, next) => {
    await next();
    // Whoever keeps connections takes the next one to a server that stays.
    if (isStopping()) c.header('Connection', 'close');
  });

  // Shallow: it judges this process alone and asks nothing, since whoever fails it is replaced, and
  // all servers at once would be for a dependency that they share.
  app.get('/health', (c) => {
    const stopping = isStopping();
    return c.json({ status: stopping ? 'stopping' : 'ok', ...placement }, stopping ? 503 : 200);
  });

  // For what decides about users, not about servers: the whole way, and what of it works.
  app.get('/health/serving', async (c) => {
    const serving = await servingCheck.serving();
    return c.json({ ...serving, ...placement }, serving.status === 'failing' ? 503 : 200);
  });

  app.get('/products', operation('ListProducts', 'cheap'), async (c) => {
    const json = await products.list(c.get('deadline'));
    return c.body(json, 200, { 'Content-Type': 'application/json' });
  });

  app.get('/orders/:id', operation('GetOrder', 'normal'), async (c) => {
    const id = c.req.param('id');
    const order = v.is(OrderId, id) ? await findOrder(database, c.get('deadline'), id) : undefined;
    return order === undefined ? problem(c, 404, 'No such order') : c.json(order);
  });

  app.post('/orders', operation('PlaceOrder', 'dear'), limitBody, async (c) => {
    const key = c.req.header('idempotency-key');
    if (!v.is(IdempotencyKey, key)) {
      return problem(c, 400, 'Idempotency-Key', 'Expected 1 to 200 printable characters');
    }
    const body = v.safeParse(NewOrder, await c.req.json().catch(() => undefined));
    if (!body.success) return problem(c, 422, 'Not an order', v.summarize(body.issues));

    const placement = await placeOrder(database, c.get('deadline'), key, body.output);
    switch (placement.outcome) {
      case 'placed':
        onPlaced();
        return c.json(placement.order, 201, { Location: `/orders/${placement.order.id}` });
      case 'repeated':
        return c.json(placement.order, 200, { Location: `/orders/${placement.order.id}` });
      case 'unknown product':
        return problem(c, 422, 'Unknown product');
      case 'key of another order':
        return problem(c, 422, 'Idempotency-Key', 'It belongs to a different order');
    }
  });

  app.notFound((c) => problem(c, 404, 'Not found'));
  app.onError((error, c) => problemOf(c, error));
  return app;
}
