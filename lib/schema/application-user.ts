import type { ClientBase } from 'pg';

/**
 * Makes the user as whom an application connects, or brings an existing one up to date: it logs in
 * by IAM alone, reads and writes rows, now and in tables to come, and owns and changes nothing else.
 *
 * What a migration creates in a schema other than `public` is the migration's to grant.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html
 *
 * @param client connected as the user who migrates, since default privileges are of what one creates
 */
export async function ensureApplicationUser(client: ClientBase, name: string): Promise<void> {
  const { rows } = await client.query(
    `select current_database() as database,
            exists (select from pg_roles where rolname = $1) as exists`,
    [name],
  );
  const user = client.escapeIdentifier(name);
  const database = client.escapeIdentifier(rows[0].database);
  const statements = [
    `${rows[0].exists ? 'alter' : 'create'} role ${user} login`,
    `grant rds_iam to ${user}`,
    `grant connect on database ${database} to ${user}`,
    // PostgreSQL before 15 lets everybody create in it, as does a database that came from one.
    'revoke create on schema public from public',
    `grant usage on schema public to ${user}`,
    `grant select, insert, update, delete on all tables in schema public to ${user}`,
    `grant usage, select on all sequences in schema public to ${user}`,
    `alter default privileges in schema public
       grant select, insert, update, delete on tables to ${user}`,
    `alter default privileges in schema public grant usage, select on sequences to ${user}`,
  ];
  await client.query('begin');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`the user ${name} could not be made: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
