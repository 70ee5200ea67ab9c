import type { ClientBase } from 'pg';
import { ensureApplicationUser } from './application-user.ts';
import { type Migration, migrate } from './migrations.ts';

/** Whoever changes the schema holds this lock, so that no two do at once. */
const LOCK = 4_711_001;

/** What is to be in the database. */
export interface Schema {
  /** The user as whom the application connects. */
  readonly user: string;
  /** In the order in which they are applied. */
  readonly migrations: readonly Migration[];
}

/** What was done. */
export interface Prepared {
  /** Whether the server takes no writes, so that nothing was done. */
  readonly readOnly: boolean;
  /** The names of the migrations that were applied. */
  readonly applied: readonly string[];
}

/**
 * Brings a database up to date, if its server takes writes: the application's user, then the
 * migrations. A server that does not is that of a Region which follows another one, and gets all of
 * it from there. Whoever comes while somebody else does it waits, and finds it done.
 *
 * @param client connected as the user who owns the schema
 * @throws Error when the user or a migration fails; what was done before that stays
 */
export async function prepareSchema(
  client: ClientBase,
  { user, migrations }: Schema,
): Promise<Prepared> {
  if (await isReadOnly(client)) return { readOnly: true, applied: [] };
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await ensureApplicationUser(client, user);
    return { readOnly: false, applied: await migrate(client, migrations) };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

/**
 * `on` in a server that recovers, which is what a replica does, and in one that was set so.
 * https://www.postgresql.org/docs/17/hot-standby.html
 */
export async function isReadOnly(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query('show transaction_read_only');
  return rows[0]?.transaction_read_only === 'on';
}
