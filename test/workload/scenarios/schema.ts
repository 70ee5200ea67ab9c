import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../../lib/workload/migrate.ts';
import { type Servers, withClient } from '../support.ts';

export function schemaScenarios(servers: () => Servers): void {
  function folderOf(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-migrations-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
    return folder;
  }

  async function database(name: string) {
    const { postgres } = servers();
    await postgres.query(`create database ${name}`);
    return (files: Readonly<Record<string, string>>) =>
      withClient(postgres.port, name, (client) => migrate(client, folderOf(files)));
  }

  const first = { '0001_a.sql': 'create table a (x int); insert into a values (1);' };

  test('applies each file once, in the order of their names', async () => {
    const apply = await database('migrations_once');
    const both = { ...first, '0002_b.sql': 'alter table a add column y int' };
    expect(await apply(first)).toEqual(['0001_a.sql']);
    expect(await apply(both)).toEqual(['0002_b.sql']);
    expect(await apply(both)).toEqual([]);
    expect(await servers().postgres.query('select * from a', 'migrations_once')).toEqual([
      { x: 1, y: null },
    ]);
  });

  test('keeps nothing of a file that fails, and what came before it', async () => {
    const apply = await database('migrations_failed');
    const broken = { ...first, '0002_b.sql': 'create table b (x int); select nonsense;' };
    await expect(apply(broken)).rejects.toThrow(/^migration 0002_b.sql failed, .*nonsense/);
    const tables = `select tablename from pg_tables where schemaname = 'public' order by 1`;
    expect(await servers().postgres.query(tables, 'migrations_failed')).toEqual([
      { tablename: 'a' },
      { tablename: 'schema_migrations' },
    ]);
  });

  test('refuses files that were changed or removed after they were applied', async () => {
    const apply = await database('migrations_changed');
    await apply(first);
    await expect(apply({ '0001_a.sql': 'create table a (x text)' })).rejects.toThrow(
      'migration 0001_a.sql has changed since it was applied',
    );
    await expect(apply({})).rejects.toThrow('migration 0001_a.sql was applied and is gone');
  });

  test('lets several deployments migrate at the same time', async () => {
    const apply = await database('migrations_parallel');
    const applied = await Promise.all([apply(first), apply(first), apply(first)]);
    expect(applied.flat()).toEqual(['0001_a.sql']);
  });
}
