import { Valkey } from 'iovalkey';
import type { Configuration } from '../configuration.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { backoff } from './backoff.ts';
import { Deadline } from './deadline.ts';
import { Dependency } from './dependency.ts';
import { Outage } from './errors.ts';
import { tls } from './tls.ts';
import { cacheToken, RENEWAL_MILLISECONDS } from './tokens.ts';

/** A cache that takes longer than the database is of no use. */
const ANSWER_MILLISECONDS = 100;

/**
 * The cache, which the service is faster with and works without: what it does not know, and what it
 * does not say in time, is asked of the database.
 */
export class Cache {
  private readonly client: Valkey;
  private readonly dependency: Dependency;
  private readonly metrics: Metrics;
  private readonly renewal: NodeJS.Timeout | undefined;

  constructor(
    cache: NonNullable<Configuration['cache']>,
    { placement }: Configuration,
    metrics: Metrics,
    log: Log,
  ) {
    this.metrics = metrics;
    this.client = new Valkey({
      host: cache.host,
      port: cache.port,
      username: cache.user,
      tls: tls(cache.host),
      lazyConnect: true,
      connectTimeout: 1000,
      // It would ask for an IPv6 address at the next attempt, and the cache has none.
      familyFallback: { enabled: false },
      // Nothing waits for a connection: a cache that is not there is a miss.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => 50 + backoff(times, 100, 5000),
    });
    this.client.on('error', (error) => log.debug({ error: error.message }, 'cache connection'));
    this.dependency = new Dependency({
      name: 'cache',
      concurrency: 100,
      waiting: 0,
      attempts: 1,
      metrics,
    });
    // Commands that hang, hang on this connection: another one may lead to a server that answers.
    this.dependency.onBreak(() => this.client.disconnect(true));

    const { user, id } = cache;
    const token = user && id ? cacheToken(placement.region, id, user) : undefined;
    const renew = async () => {
      const password = await token?.();
      if (password === undefined) return;
      this.client.options.password = password;
      // A connection is cut after 12 hours unless it shows a new token.
      if (this.client.status === 'ready') await this.client.auth(user ?? '', password);
    };
    const connect = () => this.client.connect();
    const report = (error: unknown) => log.warn({ error: String(error) }, 'cache');
    if (token)
      this.renewal = setInterval(() => renew().catch(report), RENEWAL_MILLISECONDS).unref();
    renew().then(connect).catch(report);
  }

  /** The value, or undefined when it is not known, or not in time. */
  async get(key: string, deadline: Deadline): Promise<string | undefined> {
    try {
      const value = await this.ask(deadline, () => this.client.get(key));
      this.metrics.cache.inc({ outcome: value === null ? 'miss' : 'hit' });
      return value ?? undefined;
    } catch {
      this.metrics.cache.inc({ outcome: 'failed' });
      return undefined;
    }
  }

  /** Keeps a value, if it can, for about `seconds`: not all that is kept together ends together. */
  async set(key: string, value: string, seconds: number): Promise<void> {
    const milliseconds = Math.round(seconds * 1000 * (0.9 + Math.random() * 0.2));
    const deadline = Deadline.in(ANSWER_MILLISECONDS);
    await this.ask(deadline, () => this.client.set(key, value, 'PX', milliseconds)).catch(() => {});
  }

  async ping(deadline: Deadline): Promise<void> {
    await this.ask(deadline, () => this.client.ping());
  }

  close(): void {
    clearInterval(this.renewal);
    this.client.disconnect();
  }

  private ask<T>(deadline: Deadline, command: () => Promise<T>): Promise<T> {
    return this.dependency.call(Deadline.in(deadline.atMost(ANSWER_MILLISECONDS)), () =>
      command().catch((error) => {
        throw new Outage(error);
      }),
    );
  }
}
