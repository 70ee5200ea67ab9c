import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ClientConfig } from 'pg';
import { connectToWriter } from './connection.ts';
import { migrationsIn } from './migrations.ts';
import { prepareSchema } from './prepare.ts';

/** How long an instance that fails over, or a password that rotates, is waited for. */
const PATIENCE = 3 * 60_000;

/** What a function needs of the event that a custom resource sends; whoever calls it by hand sends none. */
interface Event {
  readonly RequestType?: string;
}

/**
 * The function of a custom resource that brings the database up to date: whenever it is created or
 * changes. It never goes back, and deletes nothing.
 */
export async function handler({ RequestType }: Event = {}) {
  if (RequestType !== 'Delete') await run(process.env);
  return { PhysicalResourceId: 'schema' };
}

async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  const client = await connectToWriter({
    writer: () => options(environment, 'DATABASE_WRITER_ENDPOINT'),
    reader: () => options(environment, 'DATABASE_READER_ENDPOINT'),
    patience: PATIENCE,
  });
  try {
    const schema = {
      user: variable(environment, 'DATABASE_USER'),
      migrations: migrationsIn(join(taskRoot(environment), 'migrations')),
    };
    const { readOnly, applied } = client
      ? await prepareSchema(client, schema)
      : { readOnly: true, applied: [] };
    if (readOnly) console.log('this Region does not have the writer: nothing to do');
    else if (applied.length === 0) console.log('nothing to apply');
    else console.log(`applied ${applied.join(', ')}`);
  } finally {
    await client?.end();
  }
}

/** With the password of this moment, which may have rotated since the last attempt. */
async function options(environment: NodeJS.ProcessEnv, endpoint: string): Promise<ClientConfig> {
  const SecretId = variable(environment, 'DATABASE_MASTER_SECRET_ARN');
  const secrets = new SecretsManagerClient({ maxAttempts: 3 });
  const { SecretString = '{}' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { username, password } = JSON.parse(SecretString);
  const host = variable(environment, endpoint);
  return {
    host,
    port: Number(variable(environment, 'DATABASE_PORT')),
    database: variable(environment, 'DATABASE_NAME'),
    user: username,
    password,
    // Certificate and name are checked, against the authorities of Aurora.
    ssl: { servername: host, ca: readFileSync(join(taskRoot(environment), 'rds-ca.pem'), 'utf8') },
  };
}

/** Where the function's files are. */
const taskRoot = (environment: NodeJS.ProcessEnv) => variable(environment, 'LAMBDA_TASK_ROOT');

function variable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`the variable ${name} is missing`);
  return value;
}
