import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startPostgres } from '../../scripts/local/postgres.ts';
import { certificates, dataFolder, encrypt } from '../support/tls-postgres.ts';

const folder = join(import.meta.dirname, '../../examples/iam-tokens');
const { openCache, openDatabase } = await import(join(folder, 'clients.mjs'));
const { cacheToken, databaseToken } = await import(join(folder, 'tokens.mjs'));
const hasPython = spawnSync('python3', ['--version']).status === 0;
const region = 'eu-west-1';
const host = 'shop-eu-west-1.cluster-x.eu-west-1.rds.amazonaws.com';
const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session/token+=',
};
const MINUTE = 60_000;
const noon = new Date('2026-11-26T12:00:00Z');

beforeEach(() => {
  const toFake = ['Date', 'performance', 'setInterval', 'clearInterval'] as const;
  vi.useFakeTimers({ toFake: [...toFake], now: noon });
  for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** What a token consists of, in whichever order. */
function parts(token: string) {
  const { host, pathname, searchParams } = new URL(`https://${token}`);
  return { host, pathname, parameters: Object.fromEntries(searchParams) };
}

/** Runs Python at noon, with the module at hand, and returns the lines that it prints. */
function python(program: string, environment: Record<string, string> = credentials): string[] {
  const source = `import tokens
gmtime = tokens.time.gmtime
tokens.time.gmtime = lambda: gmtime(${noon.getTime() / 1000})
${program}`;
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...environment } };
  const args = ['-B', '-c', source];
  return execFileSync('python3', args, { ...options, encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe.runIf(hasPython)('in Python', () => {
  test('the tokens are those of the SDK in Node', async () => {
    const [database = '', cache = ''] = python(`
print(tokens.database_token("${region}", "${host}", "5432", "app")())
print(tokens.cache_token("${region}", "shop-cache", "shop-user")())`);
    const user = 'app';
    expect(parts(database)).toEqual(parts(await databaseToken({ region, host, user })()));
    const wanted = await cacheToken({ region, id: 'shop-cache', user: 'shop-user' })();
    expect(parts(cache)).toEqual(parts(wanted));
  });

  test('a token is given out for ten minutes', () => {
    const made = python(`
made = []
token = tokens.renewed(lambda: made.append(1) or len(made))
clock = 1000.0
tokens.time.monotonic = lambda: clock
print(token(), token())
clock = 1599.0
print(token())
clock = 1601.0
print(token())`);
    expect(made).toEqual(['1 1', '1', '2']);
  });

  test('on an instance the credentials are those of its role', async () => {
    const asked: string[] = [];
    const metadata = createServer(({ method, url = '', headers }, response) => {
      asked.push(`${method} ${url} ${headers['x-aws-ec2-metadata-token'] ?? ''}`.trim());
      const role = '/latest/meta-data/iam/security-credentials/';
      const found = { AccessKeyId: 'AKIDROLE', SecretAccessKey: 'secret', Token: 'of-the-role' };
      if (url === '/latest/api/token') response.end('session');
      else response.end(url === role ? 'shop-role' : JSON.stringify(found));
    });
    await new Promise<void>((done) => metadata.listen(0, '127.0.0.1', done));
    onTestFinished(() => void metadata.close());
    const { port } = metadata.address() as AddressInfo;
    const program = `import tokens; print(tokens.cache_token("eu-west-1", "shop", "app")())`;
    const { stdout } = await promisify(execFile)('python3', ['-B', '-c', program], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
      },
    });
    expect(parts(stdout.trim()).parameters).toMatchObject({
      'X-Amz-Credential': expect.stringMatching(/^AKIDROLE\//),
      'X-Amz-Security-Token': 'of-the-role',
    });
    expect(asked).toEqual([
      'PUT /latest/api/token',
      'GET /latest/meta-data/iam/security-credentials/ session',
      'GET /latest/meta-data/iam/security-credentials/shop-role session',
    ]);
  });
});

test('the pool shows the token of the moment to a server that asks for it', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  await postgres.query('create role app login');
  const rules = join(await dataFolder(postgres), 'pg_hba.conf');
  const others = readFileSync(rules, 'utf8');
  writeFileSync(rules, `hostssl all app all password\nhost all app all reject\n${others}`);
  await encrypt(postgres);
  const server = { host: 'localhost', port: postgres.port };
  const accept = async () => {
    const token = await databaseToken({ region, user: 'app', ...server })();
    await postgres.query(`alter role app password '${token}'`);
    return token;
  };

  const pool = openDatabase({
    AWS_REGION: region,
    DATABASE_WRITER_ENDPOINT: `localhost:${postgres.port}`,
    DATABASE_NAME: 'postgres',
    DATABASE_USER: 'app',
    DATABASE_CA_FILE: join(certificates, 'authority.pem'),
  });
  onTestFinished(() => pool.end());
  const first = await accept();
  const client = await pool.connect();
  expect((await client.query('select current_user as user')).rows).toEqual([{ user: 'app' }]);
  vi.advanceTimersByTime(11 * MINUTE);
  expect(await accept()).not.toBe(first);
  const another = await pool.connect();
  expect(
    (await another.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).rows,
  ).toEqual([{ ssl: true }]);
  client.release();
  another.release();
});

test('the cache is shown a new token before the old one ends, and at each connection', async () => {
  const shown: string[] = [];
  const sockets: tls.TLSSocket[] = [];
  const server = tls.createServer(
    {
      cert: readFileSync(join(certificates, 'server.pem')),
      key: readFileSync(join(certificates, 'server.key')),
    },
    (socket) => {
      sockets.push(socket);
      // Everything is right for this server, which notes passwords.
      socket.setEncoding('utf8').on('data', (text: string) => {
        for (const [command] of text.matchAll(/\*\d+\r\n(?:\$\d+\r\n[^\r]*\r\n)+/g)) {
          const words = command.split('\r\n').filter((_, index) => index > 0 && index % 2 === 0);
          if (words[0]?.toLowerCase() === 'auth') shown.push(words[2] ?? '');
          socket.write('+OK\r\n');
        }
      });
    },
  );
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  onTestFinished(() => void server.close());
  const system = tls.getCACertificates();
  tls.setDefaultCACertificates([readFileSync(join(certificates, 'authority.pem'), 'utf8')]);
  onTestFinished(() => tls.setDefaultCACertificates(system));

  const token = () => cacheToken({ region, id: 'shop-cache', user: 'shop-user' })();
  const cache = await openCache({
    AWS_REGION: region,
    CACHE_ENDPOINT: `localhost:${(server.address() as AddressInfo).port}`,
    CACHE_ID: 'shop-cache',
    CACHE_USER: 'shop-user',
  });
  onTestFinished(() => cache.disconnect());
  await cache.ping();
  const first = await token();
  expect(shown).toEqual([first]);

  vi.advanceTimersByTime(11 * MINUTE);
  const second = await token();
  await vi.waitFor(() => expect(shown).toHaveLength(2));
  expect(shown[1]).not.toBe(first);
  expect(parts(second).parameters['X-Amz-Date']).not.toBe(parts(first).parameters['X-Amz-Date']);

  sockets[0]?.destroy();
  await vi.waitFor(() => expect(shown).toHaveLength(3), { timeout: 5000 });
  expect(shown[2]).toBe(shown[1]);
});
