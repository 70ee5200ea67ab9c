import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ConfigurationError, readDatabaseConfiguration } from './configuration.ts';
import { connectionOptions } from './dependencies/database-server.ts';

/** Whoever migrates holds this lock, so that two deployments do not at once. */
const LOCK = 4_711_001;

/**
 * Brings the schema up to date: each file of the folder once, in the order of their names, each in
 * a transaction of its own. It only goes forward, and while it runs and after a rollback the
 * version before works on the new schema: expand with one release, contract with a later one.
 *
 * @param client connected as a user who owns the schema
 * @returns the names of the files that were applied
 * @throws Error when a file fails, or when one that was applied has changed since or is gone
 */
export async function migrate(client: pg.ClientBase, folder: string): Promise<string[]> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now()
       )`,
    );
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migrations order by name',
    );
    const known = new Map(files.map(({ name, sql }) => [name, sha256(sql)]));
    for (const { name, sha256 } of rows) {
      if (known.get(name) === sha256) continue;
      const what = known.has(name) ? 'has changed since it was applied' : 'was applied and is gone';
      throw new Error(`migration ${name} ${what}: restore it, and put the change into a new file`);
    }
    const pending = files.filter(({ name }) => !rows.some((row) => row.name === name));
    for (const { name, sql } of pending) await apply(client, name, sql);
    return pending.map(({ name }) => name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function apply(client: pg.ClientBase, name: string, sql: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [
      name,
      sha256(sql),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const { message } = error as Error;
    throw new Error(`migration ${name} failed, and nothing of it was kept: ${message}`, {
      cause: error,
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function main(): Promise<void> {
  const client = new pg.Client(connectionOptions(readDatabaseConfiguration(process.env), 'writer'));
  await client.connect();
  try {
    const applied = await migrate(client, join(import.meta.dirname, 'migrations'));
    console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply');
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(
      error instanceof ConfigurationError
        ? `The environment is not complete:\n${error.message}`
        : error.message,
    );
    process.exitCode = 1;
  });
}
