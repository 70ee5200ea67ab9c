import type { Cache } from '../dependencies/cache.ts';
import type { Database } from '../dependencies/database.ts';
import type { Deadline } from '../dependencies/deadline.ts';

const KEY = 'products:1';
const SECONDS = 30;

/** The products as JSON, from the cache if it has them, else from the database. */
export class Products {
  private readonly database: Pick<Database, 'read'>;
  private readonly cache: Cache | undefined;
  private loading: Promise<string> | undefined;

  constructor(database: Pick<Database, 'read'>, cache: Cache | undefined) {
    this.database = database;
    this.cache = cache;
  }

  async list(deadline: Deadline): Promise<string> {
    return (await this.cache?.get(KEY, deadline)) ?? (await this.load(deadline));
  }

  /** Those who ask while it is being read get what is being read: without a cache the database is asked once at a time. */
  private load(deadline: Deadline): Promise<string> {
    this.loading ??= this.read(deadline).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async read(deadline: Deadline): Promise<string> {
    const products = await this.database.read(deadline, (query) =>
      query('select id, name, price_cents as "priceCents" from products order by id'),
    );
    const json = JSON.stringify({ products });
    void this.cache?.set(KEY, json, SECONDS);
    return json;
  }
}
