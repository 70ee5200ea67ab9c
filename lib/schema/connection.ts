import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isReadOnly } from './prepare.ts';

/** How to reach a database. */
export interface Endpoints {
  /** The options of a connection to the writer of this Region's cluster. */
  readonly writer: () => Promise<pg.ClientConfig>;
  /** The same for its readers. */
  readonly reader: () => Promise<pg.ClientConfig>;
  /** How long a server that does not let one in is asked again, in milliseconds. */
  readonly patience: number;
}

const PAUSE = 2000;

/**
 * Connects to the writer, again for as long as there is patience: an instance may fail over, or a
 * password rotate, just then.
 *
 * @returns undefined where this Region has no writer: the cluster of a Region that follows another
 *   has an inactive endpoint, and AWS does not document whether its name resolves. Where it does
 *   not, a replica that answers says that this is the reason, and nothing wrong with the network.
 *   https://aws.amazon.com/blogs/database/automate-amazon-aurora-global-database-endpoint-management/
 */
export async function connectToWriter({
  writer,
  reader,
  patience,
}: Endpoints): Promise<pg.Client | undefined> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await connect(await writer());
    } catch (error) {
      if (isWithoutName(error) && (await isReplica(reader))) return undefined;
      if (isUntrusted(error) || performance.now() > end) {
        throw new Error(`the database does not let the function in: ${(error as Error).message}`, {
          cause: error,
        });
      }
      await sleep(Math.min(PAUSE, patience));
    }
  }
}

async function connect(options: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({
    ...options,
    connectionTimeoutMillis: 10_000,
    application_name: 'schema',
    // Less than the function has, so that no statement outlives it and holds its locks.
    statement_timeout: 12 * 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks fails the statement that it breaks in.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return client;
}

function isWithoutName(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOTFOUND';
}

/** Whether the certificate is not that of an authority, or of another host: the next one is no other. */
function isUntrusted(error: unknown): boolean {
  return /CERT|UNABLE_TO_VERIFY/.test((error as NodeJS.ErrnoException).code ?? '');
}

async function isReplica(reader: Endpoints['reader']): Promise<boolean> {
  try {
    const client = await connect(await reader());
    try {
      return await isReadOnly(client);
    } finally {
      await client.end();
    }
  } catch {
    return false;
  }
}
