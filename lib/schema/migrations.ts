import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase, DatabaseError } from 'pg';

/** One change of the schema. */
export interface Migration {
  /** The name of its file, by which it is known from then on. */
  readonly name: string;
  readonly sql: string;
}

/** How long a migration waits for a lock that somebody else holds; it may set another time itself. */
const LOCK_SECONDS = 10;

/** The SQL files of a folder, in the order of their names. */
export function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Applies what was not applied yet: each migration once, in the order of their names, in a transaction
 * of its own that also records it. What was applied and is not given is an older release that is
 * deployed again, and no mistake.
 *
 * @param client connected as the user who owns the schema, and the only one who migrates: see
 *   {@link prepareSchema}
 * @returns the names of those that were applied now
 * @throws Error at the first that fails, of which nothing is kept, and before any is applied when one
 *   has changed since it was
 */
export async function migrate(
  client: ClientBase,
  migrations: readonly Migration[],
): Promise<string[]> {
  // In a schema of its own, which the application's user has no access to.
  await client.query('create schema if not exists evenkeel');
  await client.query(
    `create table if not exists evenkeel.migrations (
       name text primary key, sha256 text not null, applied_at timestamptz not null default now()
     )`,
  );
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from evenkeel.migrations',
  );
  const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const changed = migrations.filter(
    ({ name, sql }) => (applied.get(name) ?? sha256(sql)) !== sha256(sql),
  );
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name).join(', ');
    throw new Error(
      `${names} changed since it was applied: restore it, and put the change into a new file`,
    );
  }
  const pending = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of pending) await apply(client, migration);
  return pending.map(({ name }) => name);
}

async function apply(client: ClientBase, { name, sql }: Migration): Promise<void> {
  await client.query('begin');
  try {
    // Whoever waits for a lock on a table has everybody else wait behind it: rather fail.
    await client.query(`set local lock_timeout = '${LOCK_SECONDS}s'`);
    const begun = await transaction(client);
    await client.query(sql);
    if ((await transaction(client)) !== begun) {
      throw new Error('it ends its transaction, so what came before that is kept: take that out');
    }
    // What it set for itself, as dumps set the search path, is not for those that follow.
    await client.query('reset role; reset all');
    await client.query('insert into evenkeel.migrations (name, sha256) values ($1, $2)', [
      name,
      sha256(sql),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `${name} failed${lineOf(error as DatabaseError, sql)}: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

/** The id of the transaction that the client is in. */
async function transaction(client: ClientBase): Promise<unknown> {
  const { rows } = await client.query('select pg_current_xact_id()::text as id');
  return rows[0]?.id;
}

function lineOf({ position }: DatabaseError, sql: string): string {
  if (position === undefined) return '';
  return ` in line ${sql.slice(0, Number(position) - 1).split('\n').length}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
