import { expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../../scripts/local/proxy.ts';
import { eventually, type Servers, serve, withClient } from '../support.ts';

export function overloadScenarios(servers: () => Servers): void {
  /** Holds up all work on orders, and lets it go on again. */
  async function holdOrders(database: string) {
    const { postgres } = servers();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: held, resolve: hold } = Promise.withResolvers<void>();
    const holding = withClient(postgres.port, database, async (client) => {
      await client.query('begin; lock table orders in access exclusive mode');
      hold();
      await released;
      await client.query('rollback');
    });
    await held;
    return async () => {
      release();
      await holding;
    };
  }

  test('what is worth least is turned away first, at once, and health checks never', async () => {
    const environment = {
      ...(await servers().fresh()),
      MAX_CONCURRENCY: '10',
      REQUEST_TIMEOUT_MS: '30000',
    };
    const service = await serve(environment);
    onTestFinished(() => service.stop());
    const release = await holdOrders(environment.DATABASE_NAME);
    const inside = (count: number) =>
      eventually(async () => {
        const waiting = await servers().postgres.query(
          `select from pg_stat_activity where datname = '${environment.DATABASE_NAME}' and wait_event_type = 'Lock'`,
        );
        return waiting.length >= count;
      });
    const place = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => service.place(`${name}-${index}`));
    const status = async (path: string) => (await service.get(path)).status;
    const order = '/orders/00000000-0000-4000-8000-000000000000';

    const waiting = place(6, 'six');
    await inside(6);
    const list = await service.get('/products');
    expect([list.status, Number(list.headers.get('retry-after'))]).toEqual([
      503,
      expect.any(Number),
    ]);
    expect(Number(list.headers.get('retry-after'))).toBeGreaterThan(0);

    waiting.push(...place(2, 'two'));
    await inside(8);
    expect([await status('/products'), await status(order)]).toEqual([503, 503]);

    waiting.push(...place(2, 'last'));
    await inside(10);
    expect((await service.place('one-more')).status).toBe(503);
    expect(await status('/health')).toBe(200);

    await release();
    const answers = await Promise.all(waiting);
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
    expect(await status('/products')).toBe(200);
  });

  test('nobody works on for a caller who no longer waits', async () => {
    const environment = await servers().fresh();
    const service = await serve(environment);
    onTestFinished(() => service.stop());
    await service.get('/products');
    const release = await holdOrders(environment.DATABASE_NAME);
    const start = performance.now();
    const answer = await service.place('late', undefined, { 'X-Request-Timeout-Ms': '300' });
    expect([answer.status, performance.now() - start < 1900]).toEqual([504, true]);
    await eventually(async () => {
      const working = await servers().postgres.query(
        `select from pg_stat_activity where datname = '${environment.DATABASE_NAME}' and wait_event_type = 'Lock'`,
      );
      return working.length === 0;
    });
    await release();
    const read = `select from orders where idempotency_key = 'late'`;
    expect(await servers().postgres.query(read, environment.DATABASE_NAME)).toEqual([]);
  });

  test('what hangs keeps no place from those who come later', async () => {
    const { postgres } = servers();
    const endpoint = await startProxy(postgres.port);
    onTestFinished(() => endpoint.stop());
    const service = await serve({
      ...(await servers().fresh()),
      DATABASE_WRITER_ENDPOINT: `127.0.0.1:${endpoint.port}`,
      DATABASE_CONNECTIONS: '2',
    });
    onTestFinished(() => service.stop());
    const place = async (name: string, timeout: number) => {
      const headers = { 'X-Request-Timeout-Ms': String(timeout) };
      return (await service.place(name, undefined, headers)).status;
    };
    const both = (name: string, timeout: number) =>
      Promise.all([place(`${name}-1`, timeout), place(`${name}-2`, timeout)]);
    expect(await both('before', 10_000)).toEqual([201, 201]);

    endpoint.hang();
    for (const status of await both('hanging', 300)) expect([503, 504]).toContain(status);
    // Only for new connections: those that hang go on to.
    endpoint.lead(postgres.port);
    expect(await both('after', 5000)).toEqual([201, 201]);
  });
}
