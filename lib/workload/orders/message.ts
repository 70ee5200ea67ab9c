import { randomUUID } from 'node:crypto';
import { context, propagation } from '@opentelemetry/api';
import * as v from 'valibot';
import type { Query } from '../dependencies/database.ts';

const OrderMessage = v.object({
  orderId: v.pipe(v.string(), v.uuid()),
  /** The trace context in which the order was placed, by the names of its headers. */
  trace: v.record(v.string(), v.string()),
});
export type OrderMessage = v.InferOutput<typeof OrderMessage>;

/** @throws Error when the text is no message about an order: it ends among the dead letters */
export function parseMessage(text = ''): OrderMessage {
  return v.parse(OrderMessage, JSON.parse(text));
}

/** Puts a message about an order into the outbox, in the transaction of `query`. */
export async function announce(query: Query, orderId: string): Promise<void> {
  const trace = {};
  propagation.inject(context.active(), trace);
  const message: OrderMessage = { orderId, trace };
  await query('insert into outbox (id, body) values ($1, $2)', [
    randomUUID(),
    JSON.stringify(message),
  ]);
}
