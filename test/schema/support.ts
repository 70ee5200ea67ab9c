import pg from 'pg';
import type { Migration } from '../../lib/schema/migrations.ts';
import type { Postgres } from '../../scripts/local/postgres.ts';

/** As whom migrations run: like the master user of Aurora, it is no superuser. */
const MASTER = 'master_user';

/** Gives a server the roles that Aurora has. */
export async function likeAurora(postgres: Postgres): Promise<void> {
  await postgres.query(`create role ${MASTER} login createrole createdb`);
  await postgres.query('create role rds_iam');
  await postgres.query(`grant rds_iam to ${MASTER} with admin option`);
}

let databases = 0;

/** A new database that the master user owns. */
export async function newDatabase(postgres: Postgres): Promise<string> {
  databases += 1;
  const name = `schema_${databases}`;
  await postgres.query(`create database ${name} owner ${MASTER} strategy file_copy`);
  return name;
}

/** How somebody connects. */
export const optionsOf = (
  { port }: Postgres,
  database: string,
  user = MASTER,
): pg.ClientConfig => ({ host: '127.0.0.1', port, database, user });

/** A connection for as long as `work` takes. */
export async function connected<T>(
  options: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(options);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Migrations by the names of their files. */
export const migrationsOf = (files: Readonly<Record<string, string>>): Migration[] =>
  Object.entries(files).map(([name, sql]) => ({ name, sql }));
