import { randomUUID } from 'node:crypto';
import type { Database, Query } from '../dependencies/database.ts';
import type { Deadline } from '../dependencies/deadline.ts';
import { DeadlineExceeded, Unavailable } from '../dependencies/errors.ts';
import { announce } from './message.ts';

export interface Order {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  readonly totalCents: number;
  readonly status: 'placed' | 'confirmed' | 'rejected';
  readonly placedAt: Date;
}

export interface NewOrder {
  readonly productId: string;
  readonly quantity: number;
}

export type Placement =
  | { readonly outcome: 'placed' | 'repeated'; readonly order: Order }
  | { readonly outcome: 'unknown product' | 'key of another order' };

const COLUMNS = `id, product_id as "productId", quantity, total_cents as "totalCents", status,
  placed_at as "placedAt"`;

/**
 * Places an order, once for each key however often it is asked for, in whichever Region: the key is
 * unique in the one database that takes writes. Of two at the same time the second waits for the
 * first. The message about it is committed with it, and sent from the outbox.
 */
export function placeOrder(
  database: Pick<Database, 'transaction'>,
  deadline: Deadline,
  key: string,
  { productId, quantity }: NewOrder,
): Promise<Placement> {
  return database.transaction(deadline, async (query): Promise<Placement> => {
    const [placed] = await query<Order>(
      `insert into orders (id, idempotency_key, product_id, quantity, total_cents)
       select $1, $2, products.id, $4, products.price_cents * $4 from products where products.id = $3
       on conflict (idempotency_key) do nothing
       returning ${COLUMNS}`,
      [randomUUID(), key, productId, quantity],
    );
    if (placed !== undefined) {
      await announce(query, placed.id);
      return { outcome: 'placed', order: placed };
    }
    const [order] = await query<Order>(`select ${COLUMNS} from orders where idempotency_key = $1`, [
      key,
    ]);
    if (order !== undefined) {
      return order.productId === productId && order.quantity === quantity
        ? { outcome: 'repeated', order }
        : { outcome: 'key of another order' };
    }
    const products = await query('select from products where id = $1', [productId]);
    if (products.length === 0) return { outcome: 'unknown product' };
    // Through a secondary that forwards writes: the writer knows the key, this replica not yet.
    throw new Unavailable('the order of this key');
  });
}

/** An order, also one that was placed a moment ago and that no replica has yet. */
export async function findOrder(
  database: Pick<Database, 'read' | 'readLatest'>,
  deadline: Deadline,
  id: string,
): Promise<Order | undefined> {
  const find = async (query: Query) => {
    const [order] = await query<Order>(`select ${COLUMNS} from orders where id = $1`, [id]);
    return order;
  };
  const order = await database.read(deadline, find).catch((error) => {
    if (error instanceof Unavailable || error instanceof DeadlineExceeded) return undefined;
    throw error;
  });
  return order ?? (await database.readLatest(deadline, find));
}
