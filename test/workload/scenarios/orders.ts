import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../../scripts/local/proxy.ts';
import { depth, type Environment, eventually, json, type Servers, serve } from '../support.ts';

type Service = Awaited<ReturnType<typeof serve>>;

export function orderScenarios(servers: () => Servers): void {
  let environment: Environment;
  let here: Service;
  let there: Service;
  const query = (text: string) => servers().postgres.query(text, environment.DATABASE_NAME);

  beforeAll(async () => {
    environment = await servers().fresh();
    here = await serve(environment);
    there = await serve({ ...environment, AWS_REGION: 'eu-central-1' });
  });
  afterAll(() => Promise.all([here?.stop(), there?.stop()]));

  test('one key is one order and one message, however often and wherever it is sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 ? here : there).place('often')),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(59);
    const orders = await Promise.all(answers.map(json));
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1);

    await eventually(async () => (await query('select from outbox')).length === 0);
    expect(await depth(environment.QUEUE_URL)).toEqual({ waiting: 1, hidden: 0 });
    expect(await query(`select from orders where idempotency_key = 'often'`)).toHaveLength(1);
  });

  test('an order can be read at once, with its price from the catalogue', async () => {
    const placed = await here.place('read', { productId: 'keel', quantity: 3 });
    const order = await json(placed);
    expect(placed.headers.get('location')).toBe(`/orders/${order.id}`);
    expect(order).toMatchObject({ productId: 'keel', quantity: 3, totalCents: 389_700 });
    const read = await there.get(`/orders/${order.id}`);
    expect([read.status, await read.json()]).toEqual([200, order]);
  });

  test.each([
    ['no key', '', { productId: 'anvil', quantity: 1 }, 400],
    ['a key with blanks', 'a b', { productId: 'anvil', quantity: 1 }, 400],
    ['no such product', 'k1', { productId: 'kraken', quantity: 1 }, 422],
    ['a quantity of none', 'k2', { productId: 'anvil', quantity: 0 }, 422],
    ['a fraction', 'k3', { productId: 'anvil', quantity: 1.5 }, 422],
    ['a list', 'k4', [], 422],
    ['too much', 'k5', { productId: 'x'.repeat(20_000), quantity: 1 }, 413],
    ['the key of another order', 'read', { productId: 'anvil', quantity: 1 }, 422],
  ])('refuses %s, and says so in a problem document', async (_, key, order, status) => {
    const answer = await here.place(key, order);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) });
  });

  test('knows no order by an id that is none, and no other path', async () => {
    for (const path of ['/orders/1', '/orders/00000000-0000-4000-8000-000000000000', '/admin']) {
      expect([path, (await here.get(path)).status]).toEqual([path, 404]);
    }
  });

  test('gives a request the id that its caller gave it, or a new one', async () => {
    const given = await here.get('/products', { 'X-Request-Id': 'from-the-caller' });
    expect(given.headers.get('x-request-id')).toBe('from-the-caller');
    const injected = await here.get('/products', { 'X-Request-Id': '{"a": "b"}' });
    expect(injected.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('shows its metrics to this machine alone, with the zone', async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${here.metricsPort}`)).text();
    expect(metrics).toMatch(
      /^http_server_request_duration_seconds_count\{.*availabilityZone="eu-west-1a".*operation="PlaceOrder",status="201"\} [1-9]/m,
    );
    expect((await here.get('/metrics')).status).toBe(404);
  });

  test('where the writer is in another Region, a reader passes writes on to it', async () => {
    const nobody = await startProxy(1);
    await nobody.stop();
    const secondary = {
      ...environment,
      DATABASE_WRITER_ENDPOINT: `127.0.0.1:${nobody.port}`,
      DATABASE_READER_ENDPOINT: environment.DATABASE_WRITER_ENDPOINT ?? '',
    };
    for (const [forwarding, status] of [
      ['true', 201],
      ['false', 503],
    ] as const) {
      const service = await serve({ ...secondary, DATABASE_WRITE_FORWARDING: forwarding });
      onTestFinished(() => service.stop());
      expect([forwarding, (await service.place(`forwarded-${forwarding}`)).status]).toEqual([
        forwarding,
        status,
      ]);
    }
  });

  test('says of a healthy service that all of it works', async () => {
    const serving = await here.get('/health/serving');
    expect([serving.status, await serving.json()]).toEqual([
      200,
      {
        status: 'ok',
        works: { reads: true, writes: true, async: true },
        dependencies: { databaseReader: 'ok', databaseWriter: 'ok', queue: 'ok' },
        service: 'orders',
        region: 'eu-west-1',
        availabilityZone: 'eu-west-1a',
      },
    ]);
  });
}
