import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../../scripts/local/proxy.ts';
import { eventually, json, type Servers, serve } from '../support.ts';

export function promotionScenarios(servers: () => Servers): void {
  test('after a promotion the pool leads to the new writer, and meanwhile reads go on', async () => {
    const { postgres } = servers();
    const environment = await servers().fresh();
    const database = environment.DATABASE_NAME;
    const standby = await postgres.startStandby();
    onTestFinished(() => standby.stop());
    const endpoint = await startProxy(postgres.port);
    onTestFinished(() => endpoint.stop());
    const service = await serve({
      ...environment,
      DATABASE_WRITER_ENDPOINT: `127.0.0.1:${endpoint.port}`,
      DATABASE_READER_ENDPOINT: `127.0.0.1:${standby.port}`,
    });
    onTestFinished(() => service.stop());

    const acknowledged: string[] = [];
    const refused: { status: number; retryAfter: string | null }[] = [];
    const reads: number[] = [];
    let done = false;
    const writing = Array.from({ length: 4 }, async (_, client) => {
      for (let order = 0; !done; order++) {
        const answer = await service.place(`promotion-${client}-${order}`);
        if (answer.status === 201) acknowledged.push(String((await json(answer)).id));
        else refused.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
        await sleep(20);
      }
    });
    const reading = (async () => {
      while (!done) {
        reads.push((await service.get('/products')).status);
        await sleep(20);
      }
    })();
    await eventually(async () => acknowledged.length > 20);

    // The writer turns into a reader and keeps its connections, as Aurora's does in a switchover.
    await postgres.query('alter system set default_transaction_read_only = on');
    await postgres.query('select pg_reload_conf()');
    await eventually(async () => refused.length > 5);
    await standby.promote();
    endpoint.lead(standby.port);
    const before = acknowledged.length;
    await eventually(async () => acknowledged.length > before + 20);
    done = true;
    await Promise.all([...writing, reading]);

    expect(new Set(reads)).toEqual(new Set([200]));
    for (const { status, retryAfter } of refused)
      expect([status, Number(retryAfter) > 0]).toEqual([503, true]);
    const rows = await standby.query('select id from orders', database);
    const kept = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    const left = `select from pg_stat_activity where datname = '${database}' and application_name = 'orders'`;
    expect(await postgres.query(left)).toEqual([]);
  });
}
