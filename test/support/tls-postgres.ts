import { chmodSync, chownSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Postgres } from '../../scripts/local/postgres.ts';

/**
 * `authority.pem` has signed `server.pem`, for the host `localhost` and for a hundred years. Node makes
 * no certificates, so they were made by openssl.
 */
export const certificates = join(import.meta.dirname, 'certificates');

/** Has a server encrypt connections, with a certificate for `localhost`, and read its other files anew. */
export async function encrypt(postgres: Postgres): Promise<void> {
  const data = await dataFolder(postgres);
  for (const name of ['server.pem', 'server.key']) {
    const place = join(data, name);
    copyFileSync(join(certificates, name), place);
    // PostgreSQL takes no key that others own or read, and runs as nobody where this is root.
    chmodSync(place, 0o600);
    if (process.getuid?.() === 0) chownSync(place, 65534, 65534);
  }
  await postgres.query(`alter system set ssl_cert_file = 'server.pem'`);
  await postgres.query(`alter system set ssl_key_file = 'server.key'`);
  await postgres.query('alter system set ssl = on');
  await postgres.query('select pg_reload_conf()');
  // It is told by a signal, and new connections show when it has read its files.
  while ((await postgres.query('show ssl'))[0]?.ssl !== 'on') await sleep(50);
}

/** Where the files of a server are. */
export async function dataFolder(postgres: Postgres): Promise<string> {
  const [{ data_directory: data } = {}] = await postgres.query('show data_directory');
  return String(data);
}
