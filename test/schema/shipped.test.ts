import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/local/postgres.ts';
import { shipped } from '../../scripts/shipped.ts';
import { certificates, encrypt } from '../support/tls-postgres.ts';
import { likeAurora, newDatabase } from './support.ts';

const secretArn =
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/database/master-a1b2c3';

let postgres: Postgres;
let folder: string;
const asked: string[] = [];
const secrets = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  asked.push(`${request.headers['x-amz-target']} ${JSON.parse(text).SecretId}`);
  const SecretString = JSON.stringify({ username: 'master_user', password: 'ignored by trust' });
  response.setHeader('Content-Type', 'application/x-amz-json-1.1');
  response.end(JSON.stringify({ ARN: secretArn, SecretString }));
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-schema-'));
  postgres = await startPostgres();
  await likeAurora(postgres);
  await encrypt(postgres);
  await new Promise<void>((done) => secrets.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  secrets.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true });
});

/** Runs the function as Lambda would, in a process of its own, and returns what it says. */
async function invoke(
  event: unknown,
  files: { readonly authorities: string; readonly migrations: Readonly<Record<string, string>> },
  environment: Readonly<Record<string, string>>,
) {
  const root = mkdtempSync(join(folder, 'task-'));
  writeFileSync(join(root, 'index.js'), shipped['schema.js']());
  writeFileSync(join(root, 'rds-ca.pem'), files.authorities);
  mkdirSync(join(root, 'migrations'));
  for (const [name, sql] of Object.entries(files.migrations)) {
    writeFileSync(join(root, 'migrations', name), sql);
  }
  const program = `require('${root}/index.js').handler(${JSON.stringify(event)})
    .then((answer) => console.log(JSON.stringify(answer)))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    env: {
      LAMBDA_TASK_ROOT: root,
      // Where the runtime has the SDK.
      NODE_PATH: join(import.meta.dirname, '../../node_modules'),
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(secrets.address() as AddressInfo).port}`,
      DATABASE_WRITER_ENDPOINT: 'localhost',
      DATABASE_READER_ENDPOINT: 'localhost',
      DATABASE_PORT: `${postgres.port}`,
      DATABASE_USER: 'app',
      DATABASE_MASTER_SECRET_ARN: secretArn,
      ...environment,
    },
  });
  return stdout.trim().split('\n');
}

const authorities = readFileSync(join(certificates, 'authority.pem'), 'utf8');
const migrations = { '0001_a.sql': 'create table a (x int)', README: 'not SQL' };

test('the function as it is shipped reads the secret, connects by TLS and applies its files', async () => {
  const DATABASE_NAME = await newDatabase(postgres);
  const created = { RequestType: 'Create', ResponseURL: 'https://cloudformation.invalid' };
  const answer = '{"PhysicalResourceId":"schema"}';
  const files = { authorities, migrations };
  expect(await invoke(created, files, { DATABASE_NAME })).toEqual(['applied 0001_a.sql', answer]);
  expect(asked).toEqual([`secretsmanager.GetSecretValue ${secretArn}`]);
  expect(await invoke({}, files, { DATABASE_NAME })).toEqual(['nothing to apply', answer]);
  const removed = { ...created, RequestType: 'Delete' };
  expect(await invoke(removed, files, { DATABASE_NAME })).toEqual([answer]);
  expect(await postgres.query('select from a', DATABASE_NAME)).toEqual([]);
});

test('it fails with the file and the reason, which is what the deployment says', async () => {
  const DATABASE_NAME = await newDatabase(postgres);
  const files = { authorities, migrations: { '0001_a.sql': 'create nonsense' } };
  await expect(invoke({ RequestType: 'Update' }, files, { DATABASE_NAME })).rejects.toThrow(
    '0001_a.sql failed in line 1: syntax error at or near "nonsense"',
  );
});

test.each([
  ['of another authority', { authorities: shipped['rds-ca.pem'](), host: 'localhost' }],
  ['of another host', { authorities, host: '127.0.0.1' }],
])('it speaks to no server with a certificate %s', async (_, { authorities, host }) => {
  const environment = { DATABASE_NAME: 'postgres', DATABASE_WRITER_ENDPOINT: host };
  await expect(invoke({}, { authorities, migrations }, environment)).rejects.toThrow(
    'the database does not let the function in: ',
  );
});
