import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readConfiguration } from '../../../lib/workload/configuration.ts';
import { Queue } from '../../../lib/workload/dependencies/queue.ts';
import { Consumer } from '../../../lib/workload/orders/consumer.ts';
import { createLog } from '../../../lib/workload/telemetry/log.ts';
import { createMetrics } from '../../../lib/workload/telemetry/metrics.ts';
import { depth, eventually, json, type Servers, send, serve, work } from '../support.ts';

const VISIBILITY_SECONDS = 3;

export function workerScenarios(servers: () => Servers): void {
  test('a message that comes twice, to two workers, has its effect once', async () => {
    const environment = await servers().fresh();
    const queueUrl = environment.QUEUE_URL;
    const query = (text: string) => servers().postgres.query(text, environment.DATABASE_NAME);
    const service = await serve(environment);
    onTestFinished(() => service.stop());
    const ids = await Promise.all(
      Array.from({ length: 5 }, async (_, index) => {
        const answer = await service.place(`twice-${index}`, { productId: 'keel', quantity: 2 });
        return (await json(answer)).id as string;
      }),
    );
    await eventually(async () => (await depth(queueUrl)).waiting === 5);
    for (const orderId of ids) await send(queueUrl, { orderId, trace: {} });

    const workers = await Promise.all([work(environment), work(environment)]);
    onTestFinished(async () => void (await Promise.all(workers.map((worker) => worker.stop()))));
    await eventually(async () => {
      const { waiting, hidden } = await depth(queueUrl);
      return waiting + hidden === 0;
    });
    expect(await query(`select status from orders`)).toEqual(
      ids.map(() => ({ status: 'confirmed' })),
    );
    expect(await query(`select stock from products where id = 'keel'`)).toEqual([
      { stock: 99_990 },
    ]);
  });

  test('an order for more than there is, is rejected and takes nothing', async () => {
    const environment = await servers().fresh();
    const query = (text: string) => servers().postgres.query(text, environment.DATABASE_NAME);
    await query(`update products set stock = 1 where id = 'sextant'`);
    const service = await serve(environment);
    const worker = await work(environment);
    onTestFinished(async () => void (await Promise.all([service.stop(), worker.stop()])));
    const placed = await service.place('too-many', { productId: 'sextant', quantity: 2 });
    const { id } = await json(placed);
    const order = await eventually(async () => {
      const now = await json(await service.get(`/orders/${id}`));
      return now.status !== 'placed' && now;
    });
    expect(order.status).toBe('rejected');
    expect(await query(`select stock from products where id = 'sextant'`)).toEqual([{ stock: 1 }]);
  });

  /** A consumer with a handler of the test's own. */
  async function consume(handle: (text: string | undefined) => Promise<unknown>) {
    const environment = {
      ...(await servers().fresh()),
      VISIBILITY_TIMEOUT_SECONDS: `${VISIBILITY_SECONDS}`,
    };
    const configuration = readConfiguration(environment);
    const metrics = createMetrics(configuration);
    const consumer = new Consumer({
      queue: new Queue(configuration, metrics),
      metrics,
      log: createLog(configuration),
      concurrency: 2,
      visibilityTimeout: configuration.queue.visibilityTimeout,
      handle,
    });
    return { consumer, queueUrl: configuration.queue.url };
  }

  test('a message stays hidden for as long as it is worked on', async () => {
    const handled: unknown[] = [];
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const { consumer, queueUrl } = await consume(async (text) => {
      handled.push(text);
      await done;
    });
    onTestFinished(() => consumer.stop());
    await send(queueUrl, 'long');
    await eventually(async () => handled.length > 0);
    await sleep(VISIBILITY_SECONDS * 1000 + 500);
    expect(await depth(queueUrl)).toEqual({ waiting: 0, hidden: 1 });
    finish();
    await eventually(async () => (await depth(queueUrl)).hidden === 0);
    expect(handled).toEqual(['"long"']);
  });

  test('a message whose handler failed comes back, and the others go on', async () => {
    const handled: unknown[] = [];
    const { consumer, queueUrl } = await consume(async (text) => {
      handled.push(text);
      if (text === '"bad"' && handled.filter((other) => other === text).length < 2) {
        throw new Error('not yet');
      }
    });
    onTestFinished(() => consumer.stop());
    await send(queueUrl, 'bad');
    await send(queueUrl, 'good');
    await eventually(async () => handled.length === 3);
    await eventually(async () => (await depth(queueUrl)).hidden === 0);
    expect(handled.toSorted()).toEqual(['"bad"', '"bad"', '"good"']);
    expect(await depth(queueUrl)).toEqual({ waiting: 0, hidden: 0 });
  });

  test('a worker that stops ends what it began, and leaves the rest to others', async () => {
    const handled: unknown[] = [];
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const { consumer, queueUrl } = await consume(async (text) => {
      await done;
      handled.push(text);
    });
    for (const name of ['one', 'two', 'three']) await send(queueUrl, name);
    await eventually(async () => (await depth(queueUrl)).hidden === 2);
    const stopped = consumer.stop();
    finish();
    await stopped;
    expect(handled).toHaveLength(2);
    expect(await depth(queueUrl)).toEqual({ waiting: 1, hidden: 0 });
  });
}
