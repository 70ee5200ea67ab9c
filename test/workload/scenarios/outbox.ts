import { expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../../scripts/local/proxy.ts';
import { depth, eventually, type Servers, serve, spawnProgram } from '../support.ts';

export function outboxScenarios(servers: () => Servers): void {
  /** An environment whose queue can be taken away. */
  async function withQueueBehindProxy() {
    const environment = await servers().fresh();
    const url = new URL(environment.QUEUE_URL);
    const proxy = await startProxy(Number(url.port));
    onTestFinished(() => proxy.stop());
    const query = (text: string) => servers().postgres.query(text, environment.DATABASE_NAME);
    return {
      proxy,
      queueUrl: url.href,
      throughProxy: {
        ...environment,
        QUEUE_URL: `http://127.0.0.1:${proxy.port}${url.pathname}`,
      },
      environment,
      waiting: async () => (await query('select from outbox')).length,
    };
  }

  test('a crash between commit and send loses no message', async () => {
    const { proxy, throughProxy, environment, queueUrl, waiting } = await withQueueBehindProxy();
    proxy.hang();
    const crashing = await spawnProgram('server', throughProxy);
    expect((await crashing.place('crash')).status).toBe(201);
    crashing.kill('SIGKILL');
    await crashing.exited;
    expect([await waiting(), (await depth(queueUrl)).waiting]).toEqual([1, 0]);

    const next = await serve(environment);
    onTestFinished(() => next.stop());
    await eventually(async () => (await depth(queueUrl)).waiting === 1);
    expect(await waiting()).toBe(0);
  });

  test('without the queue orders are taken, and their messages go out when it is back', async () => {
    const { proxy, throughProxy, queueUrl, waiting } = await withQueueBehindProxy();
    const service = await serve(throughProxy);
    onTestFinished(() => service.stop());
    proxy.cut();

    const statuses = await Promise.all(
      Array.from({ length: 15 }, async (_, index) => (await service.place(`cut-${index}`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([201]));
    const serving = await service.get('/health/serving');
    expect([serving.status, await serving.json()]).toMatchObject([
      200,
      {
        status: 'degraded',
        works: { reads: true, writes: true, async: false },
        dependencies: { databaseReader: 'ok', databaseWriter: 'ok', queue: 'failing' },
      },
    ]);
    expect(await waiting()).toBe(15);

    proxy.lead(Number(new URL(queueUrl).port));
    await eventually(async () => (await depth(queueUrl)).waiting === 15);
    expect(await waiting()).toBe(0);
  });

  test('an order whose message was lost is announced again', async () => {
    const environment = await servers().fresh();
    const query = (text: string) => servers().postgres.query(text, environment.DATABASE_NAME);
    await query(
      `insert into orders (id, idempotency_key, product_id, quantity, total_cents, status, announced_at)
       select gen_random_uuid(), 'lost-' || n, 'anvil', 1, 1, s, now() - age
       from (values (1, 'placed', interval '1 hour'), (2, 'placed', interval '1 minute'),
                    (3, 'confirmed', interval '1 hour')) as given (n, s, age)`,
    );
    const service = await serve(environment);
    onTestFinished(() => service.stop());
    const queueUrl = environment.QUEUE_URL;
    await eventually(async () => (await depth(queueUrl)).waiting > 0);
    expect(await depth(queueUrl)).toEqual({ waiting: 1, hidden: 0 });
  });
}
