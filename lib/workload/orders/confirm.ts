import type { Database } from '../dependencies/database.ts';
import type { Deadline } from '../dependencies/deadline.ts';
import type { OrderMessage } from './message.ts';

/**
 * Takes an order's goods out of stock, and confirms it, or rejects it when there are too few.
 *
 * Messages come at least once, and this has its effect once: whoever moves the order out of
 * `placed` takes the goods, in the same transaction. An effect elsewhere, such as a payment, would
 * have to be given the order's id as its idempotency key.
 */
export function confirmOrder(
  database: Database,
  deadline: Deadline,
  { orderId }: OrderMessage,
): Promise<'confirmed' | 'rejected' | 'already done'> {
  return database.transaction(deadline, async (query) => {
    const [order] = await query<{ productId: string; quantity: number }>(
      `update orders set status = 'confirmed' where id = $1 and status = 'placed'
       returning product_id as "productId", quantity`,
      [orderId],
    );
    if (order === undefined) {
      const known = await query('select from orders where id = $1', [orderId]);
      // Not yet, on a database that was promoted without the last writes, or never.
      if (known.length === 0) throw new Error(`there is no order ${orderId}`);
      return 'already done';
    }
    const taken = await query(
      'update products set stock = stock - $2 where id = $1 and stock >= $2 returning id',
      [order.productId, order.quantity],
    );
    if (taken.length > 0) return 'confirmed';
    await query(`update orders set status = 'rejected' where id = $1`, [orderId]);
    return 'rejected';
  });
}
