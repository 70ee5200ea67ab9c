import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectToWriter } from '../../lib/schema/connection.ts';
import { prepareSchema } from '../../lib/schema/prepare.ts';
import { type Postgres, startPostgres } from '../../scripts/local/postgres.ts';
import { connected, likeAurora, migrationsOf, newDatabase, optionsOf } from './support.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
  await likeAurora(postgres);
});
afterAll(async () => {
  await (await standby)?.stop();
  await postgres?.stop();
});

/** A server that follows the other one, started once. */
let standby: Promise<Postgres> | undefined;
function replica(): Promise<Postgres> {
  standby ??= postgres.startStandby();
  return standby;
}

type Files = Readonly<Record<string, string>>;

const first: Files = { '0001_a.sql': 'create table a (x int); insert into a values (1);' };

/** A database of its own, with what deploys to it and what asks it. */
async function fresh() {
  const database = await newDatabase(postgres);
  return {
    database,
    prepare: (files: Files, server = postgres) =>
      connected(optionsOf(server, database), (client) =>
        prepareSchema(client, { user: 'app', migrations: migrationsOf(files) }),
      ),
    query: (sql: string) => postgres.query(sql, database),
    as: <T>(user: string, work: (client: pg.Client) => Promise<T>) =>
      connected(optionsOf(postgres, database, user), work),
  };
}

describe('the migrations', () => {
  test('are applied once, in their order', async () => {
    const { prepare, query } = await fresh();
    const both = { ...first, '0002_b.sql': 'alter table a add column y int' };
    expect(await prepare(first)).toEqual({ readOnly: false, applied: ['0001_a.sql'] });
    expect(await prepare(both)).toEqual({ readOnly: false, applied: ['0002_b.sql'] });
    expect(await prepare(both)).toEqual({ readOnly: false, applied: [] });
    expect(await query('select * from a')).toEqual([{ x: 1, y: null }]);
  });

  test('stop at one that fails, of which nothing is kept, and say where', async () => {
    const { prepare, query } = await fresh();
    const files = {
      ...first,
      '0002_b.sql': 'create table b (x int);\n\nselect nonsense;',
      '0003_c.sql': 'create table c (x int)',
    };
    await expect(prepare(files)).rejects.toThrow(
      '0002_b.sql failed in line 3: column "nonsense" does not exist',
    );
    expect(await query(`select tablename from pg_tables where schemaname = 'public'`)).toEqual([
      { tablename: 'a' },
    ]);
    const mended = { ...files, '0002_b.sql': 'create table b (x int)' };
    expect(await prepare(mended)).toMatchObject({ applied: ['0002_b.sql', '0003_c.sql'] });
  });

  test('stop before any is applied when those that were have changed', async () => {
    const { prepare, query } = await fresh();
    await prepare({ ...first, '0002_b.sql': 'create table b ()' });
    const edited = {
      '0001_a.sql': 'create table a (x text)',
      '0002_b.sql': 'create table b (x int)',
      '0003_c.sql': 'create table c ()',
    };
    await expect(prepare(edited)).rejects.toThrow(
      '0001_a.sql, 0002_b.sql changed since it was applied: restore it, and put the change into a new file',
    );
    expect(await query(`select from pg_tables where tablename = 'c'`)).toEqual([]);
  });

  test('of a newer release stay when an older one is deployed again', async () => {
    const { prepare, query } = await fresh();
    await prepare({ ...first, '0002_b.sql': 'alter table a add column y int' });
    expect(await prepare(first)).toEqual({ readOnly: false, applied: [] });
    expect(await query('select y from a')).toEqual([{ y: null }]);
  });

  test('may not end their transaction', async () => {
    const { prepare } = await fresh();
    const files = { '0001_a.sql': 'create table a (); commit; begin; create table b ()' };
    await expect(prepare(files)).rejects.toThrow('0001_a.sql failed: it ends its transaction');
  });

  test('leave no settings to those that follow, as dumps would', async () => {
    const { prepare, query } = await fresh();
    const dump = `select pg_catalog.set_config('search_path', '', false)`;
    await prepare({ '0001_dump.sql': dump, '0002_a.sql': 'create table a ()' });
    expect(await query(`select schemaname from pg_tables where tablename = 'a'`)).toEqual([
      { schemaname: 'public' },
    ]);
  });

  test('give up on a lock after ten seconds, unless they say otherwise', async () => {
    const { prepare, query } = await fresh();
    const waits = (before: string, name: string) =>
      `${before} create table ${name} as select current_setting('lock_timeout') as waits`;
    await prepare({
      '0001_a.sql': waits('', 'a'),
      '0002_b.sql': waits(`set local lock_timeout = '1s';`, 'b'),
    });
    expect(await query('select waits from a union all select waits from b')).toEqual([
      { waits: '10s' },
      { waits: '1s' },
    ]);
  });

  test('of deployments that come at once are applied by the first, and the others wait', async () => {
    const { prepare, query } = await fresh();
    const slow = { '0001_slow.sql': `create table a (); select pg_sleep(0.5)` };
    const begun = performance.now();
    const all = await Promise.all([prepare(slow), prepare(slow), prepare(slow)]);
    expect(all.flatMap(({ applied }) => applied)).toEqual(['0001_slow.sql']);
    expect(performance.now() - begun).toBeGreaterThan(500);
    expect(await query('select name from evenkeel.migrations')).toHaveLength(1);
  });
});

describe('the user', () => {
  const tables = { '0001_orders.sql': 'create table orders (id bigserial, sum int)' };

  test('reads and writes rows, of tables that came before it and after it', async () => {
    const { prepare, as } = await fresh();
    await as('master_user', (client) => client.query('create table legacy (x int)'));
    await prepare(tables);
    await prepare({ ...tables, '0002_lines.sql': 'create table lines (id serial)' });
    await as('app', async (client) => {
      await client.query('insert into orders (sum) values (1)');
      await client.query('update orders set sum = 2');
      await client.query('insert into lines default values');
      await client.query('insert into legacy values (1)');
      await client.query('delete from lines');
      expect((await client.query('select id, sum from orders')).rows).toEqual([
        { id: '1', sum: 2 },
      ]);
    });
  });

  test.each([
    'create table mine ()',
    'create schema mine',
    'alter table orders add column x int',
    'drop table orders',
    'truncate orders',
    'select from evenkeel.migrations',
    'create role another',
    'create database another',
  ])('may do nothing else: %s', async (statement) => {
    const { prepare, as } = await fresh();
    await prepare(tables);
    await prepare(tables);
    await as('app', async (client) => {
      await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    });
  });

  test('logs in by IAM alone, whoever made it before', async () => {
    const { prepare, query } = await fresh();
    await prepare({});
    await prepare({});
    const about = `select rolcanlogin, rolpassword, pg_has_role('app', 'rds_iam', 'member') as iam
                   from pg_authid where rolname = 'app'`;
    expect(await query(about)).toEqual([{ rolcanlogin: true, rolpassword: null, iam: true }]);
  });

  test('is there when a migration grants to it, and stays when one fails', async () => {
    const { prepare, as } = await fresh();
    const shop = 'create schema shop; grant usage on schema shop to app; create table shop.a ();';
    await expect(
      prepare({ '0001_shop.sql': `${shop} grant select on shop.a to app`, '0002.sql': 'nonsense' }),
    ).rejects.toThrow('0002.sql failed');
    await as('app', (client) => client.query('select from shop.a'));
  });
});

describe('where no writes are taken', () => {
  test('a replica is left as it is, and gets all of it by replication', async () => {
    const { prepare, database } = await fresh();
    const standby = await replica();
    await replicated(standby, database, 'select 1');
    const nothing = { readOnly: true, applied: [] };
    expect(await prepare(first, standby)).toEqual(nothing);
    expect(await prepare(first)).toMatchObject({ readOnly: false });
    await replicated(standby, database, 'select from a');
    expect(await prepare({ ...first, '0001_a.sql': 'changed' }, standby)).toEqual(nothing);
  });

  test('a database that is set to be read is left as it is', async () => {
    const { prepare, query, database } = await fresh();
    await query(`alter database ${database} set default_transaction_read_only = on`);
    expect(await prepare(first)).toEqual({ readOnly: true, applied: [] });
    expect(await query('select from pg_tables where tablename = $$a$$')).toEqual([]);
  });
});

async function replicated(standby: Postgres, database: string, query: string) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const rows = await standby.query(query, database).catch(() => []);
    if (rows.length === 1) return;
    await sleep(100);
  }
  throw new Error(`not within 20 seconds: ${query}`);
}

describe('the connection', () => {
  const nowhere = async () => ({ host: 'writer.invalid' });

  test('is none where the writer has no name and a replica answers', async () => {
    const { database } = await fresh();
    const standby = await replica();
    await replicated(standby, database, 'select 1');
    const reader = async () => optionsOf(standby, database);
    expect(await connectToWriter({ writer: nowhere, reader, patience: 0 })).toBeUndefined();
  });

  test.each([
    ['nothing answers', nowhere],
    ['what answers takes writes', async () => optionsOf(postgres, 'postgres', 'postgres')],
  ])('fails where the writer has no name and %s', async (_, reader) => {
    await expect(connectToWriter({ writer: nowhere, reader, patience: 0 })).rejects.toThrow(
      'the database does not let the function in: getaddrinfo ENOTFOUND writer.invalid',
    );
  });

  test('is tried again, with what is the password then', async () => {
    const { database } = await fresh();
    const attempts = [{ ...optionsOf(postgres, database), user: 'nobody' }];
    const writer = async () => attempts.pop() ?? optionsOf(postgres, database);
    const client = await connectToWriter({ writer, reader: nowhere, patience: 1000 });
    onTestFinished(async () => client?.end());
    const { rows } = (await client?.query('select current_user as me')) ?? {};
    expect(rows).toEqual([{ me: 'master_user' }]);
  });
});
