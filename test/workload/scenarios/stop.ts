import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Servers, serve, spawnProgram } from '../support.ts';

export function stopScenarios(servers: () => Servers): void {
  const agent = new Agent({ keepAlive: true });

  /** Sends an order on a kept connection, as a load balancer does, and never a second time. */
  function place(url: string, key: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = { 'Idempotency-Key': key, 'Content-Type': 'application/json' };
      request(`${url}/orders`, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      })
        .once('error', reject)
        .end(JSON.stringify({ productId: 'anvil', quantity: 1 }));
    });
  }

  test('a server that is stopped under load loses no request and does none twice', async () => {
    const environment = { ...(await servers().fresh()), SHUTDOWN_DELAY_SECONDS: '1' };
    const leaving = await spawnProgram('server', environment);
    const staying = await serve(environment);
    onTestFinished(() => staying.stop());
    onTestFinished(() => agent.destroy());

    let healthy = true;
    let done = false;
    const balancer = (async () => {
      while (healthy) {
        await sleep(100);
        healthy = (await leaving.get('/health').catch(() => undefined))?.status === 200;
      }
    })();
    const statuses: number[] = [];
    let sent = 0;
    const clients = Array.from({ length: 8 }, async () => {
      while (!done) {
        sent += 1;
        const url = healthy && sent % 2 ? leaving.url : staying.url;
        statuses.push(await place(url, `stop-${sent}`));
      }
    });
    await sleep(500);
    leaving.kill('SIGTERM');
    expect(await leaving.exited).toBe(0);
    await sleep(200);
    done = true;
    await Promise.all([...clients, balancer]);

    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    const [counted] = await servers().postgres.query(
      'select count(*)::int as orders, count(distinct idempotency_key)::int as keys from orders',
      environment.DATABASE_NAME,
    );
    expect(counted).toEqual({ orders: sent, keys: sent });

    // What it logged: a line for each request, and at the end its metrics by zone.
    const metrics = leaving.lines.all.find(({ Operation }) => Operation === 'PlaceOrder');
    const lines = leaving.lines.all.filter(({ operation }) => operation === 'PlaceOrder');
    expect(metrics).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'Orders',
            Dimensions: expect.arrayContaining([['Service', 'AvailabilityZone']]),
          },
        ],
      },
      Service: 'orders',
      AvailabilityZone: 'eu-west-1a',
      Requests: lines.length,
      Faults: 0,
    });
    expect(metrics?.Latency).toHaveLength(Math.min(100, lines.length));
    expect(lines[0]).toMatchObject({ requestId: expect.any(String), status: 201, level: 'info' });
    expect(leaving.lines.all.at(-1)).toMatchObject({ msg: 'stopped' });
  });
}
