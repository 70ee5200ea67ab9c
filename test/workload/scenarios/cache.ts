import { expect, onTestFinished, test } from 'vitest';
import { cacheServer, startCache } from '../../../scripts/local/cache.ts';
import { startProxy } from '../../../scripts/local/proxy.ts';
import { json, type Servers, serve } from '../support.ts';

export function cacheScenarios(servers: () => Servers): void {
  async function serveWithCacheAt(port: number) {
    const environment = await servers().fresh();
    const service = await serve({ ...environment, CACHE_ENDPOINT: `127.0.0.1:${port}` });
    onTestFinished(() => service.stop());
    const reads = async (outcome: 'hit' | 'miss' | 'failed') => {
      const metrics = await (await fetch(`http://127.0.0.1:${service.metricsPort}`)).text();
      const [, count = '0'] =
        metrics.match(new RegExp(`^cache_reads_total\\{outcome="${outcome}".*\\} (\\d+)`, 'm')) ??
        [];
      return Number(count);
    };
    return { service, reads };
  }

  /** Asks one after the other, and says how long each took. */
  async function list(service: Awaited<ReturnType<typeof serve>>, times: number) {
    const took: number[] = [];
    for (let time = 0; time < times; time++) {
      const start = performance.now();
      const answer = await service.get('/products');
      took.push(performance.now() - start);
      expect(answer.status).toBe(200);
      expect((await json(answer)).products).toHaveLength(3);
    }
    return took;
  }

  test('a cache that hangs makes the list slower at first, and then is not asked', async () => {
    const nowhere = await startProxy(1);
    onTestFinished(() => nowhere.stop());
    nowhere.hang();
    const { service, reads } = await serveWithCacheAt(nowhere.port);
    await list(service, 40);
    expect(await reads('failed')).toBe(40);
    const serving = await (await service.get('/health/serving')).json();
    expect(serving).toMatchObject({
      status: 'degraded',
      works: { reads: true, writes: true, async: true },
      dependencies: { cache: 'failing', databaseReader: 'ok' },
    });
  });

  test('a cache that is not there is not waited for', async () => {
    const gone = await startProxy(1);
    await gone.stop();
    const { service, reads } = await serveWithCacheAt(gone.port);
    await list(service, 20);
    expect(await reads('failed')).toBe(20);
  });

  const name = cacheServer ?? 'valkey-server or redis-server, which is not installed';
  test.skipIf(cacheServer === undefined)(
    `a cache fills, hangs, wakes up, dies and comes back (${name})`,
    async () => {
      const cache = await startCache();
      const { service, reads } = await serveWithCacheAt(cache.port);
      const hitsAfterOne = async () => {
        await list(service, 1);
        return reads('hit');
      };
      await expect.poll(hitsAfterOne).toBeGreaterThan(0);
      const [hits, failed] = [await reads('hit'), await reads('failed')];
      await list(service, 10);
      expect([await reads('hit'), await reads('failed')]).toEqual([hits + 10, failed]);

      process.kill(cache.pid, 'SIGSTOP');
      await list(service, 30);
      expect(await reads('hit')).toBe(hits + 10);
      process.kill(cache.pid, 'SIGCONT');
      await expect.poll(hitsAfterOne, { timeout: 15_000 }).toBeGreaterThan(hits + 10);

      await cache.stop('SIGKILL');
      await list(service, 30);
      const before = await reads('hit');
      const next = await startCache(cache.port);
      onTestFinished(() => next.stop());
      await expect.poll(hitsAfterOne, { timeout: 15_000 }).toBeGreaterThan(before);
    },
  );
}
