import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Configuration } from '../configuration.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Query } from './database.ts';
import type { Deadline } from './deadline.ts';
import { Dependency } from './dependency.ts';
import { Outage } from './errors.ts';
import { tls } from './tls.ts';
import { databaseToken } from './tokens.ts';

type Role = 'writer' | 'reader';

/** How long a new connection may take: a server that does not answer is one to give up soon. */
const CONNECT_MILLISECONDS = 1000;

const READ_ONLY = '25006';
/** What PostgreSQL says when it cannot serve, rather than that a statement is wrong. */
const OUTAGES: ReadonlySet<string> = new Set([
  READ_ONLY,
  '53300', // too many connections
  '57P01', // administrator shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now
  '57014', // a statement took too long
  '40001', // serialization failure
  '40P01', // deadlock
]);

/** The server was reached, and is not the one that takes writes. */
class NotTheWriter extends Error {}

/** The options of every connection. */
function connectionOptions(database: Configuration['database'], role: Role): pg.PoolConfig {
  const { region, user, passwordFile } = database;
  const { host, port } = database[role];
  const token = databaseToken(region, host, port, user);
  return {
    host,
    port,
    user,
    database: database.name,
    // Asked for with each new connection, so that a password or a token may change.
    password: async () => (passwordFile ? (await readFile(passwordFile, 'utf8')).trim() : token()),
    ssl: tls(host, database.caFile),
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    application_name: 'orders',
    keepAlive: true,
  };
}

/**
 * One endpoint of the database. Its connections are let go of when their server turns out not to
 * be the one that is wanted: after a failover they go on to lead to the server that was the writer,
 * while the endpoint's name leads to the new one.
 */
export class DatabaseServer {
  private readonly dependency: Dependency;
  private readonly options: pg.PoolConfig;
  private pool: pg.Pool;

  constructor(role: Role, { database, http }: Configuration, metrics: Metrics) {
    this.dependency = new Dependency({
      name: `database-${role}`,
      concurrency: database.connections,
      waiting: database.connections * 10,
      // What the service writes is idempotent, so that a lost answer can be asked for again.
      attempts: 3,
      metrics,
    });
    this.options = {
      ...connectionOptions(database, role),
      max: database.connections,
      statement_timeout: http.requestTimeout,
      idle_in_transaction_session_timeout: 2 * http.requestTimeout,
      // The members of a cluster change: connections are spread over them anew.
      maxLifetimeSeconds: 900,
      ...(role === 'writer' && { onConnect: refuseReaders }),
    };
    this.pool = this.open();
  }

  /** Runs `work` on a connection of its own, which is closed if anything fails or takes too long. */
  use<T>(deadline: Deadline, work: (query: Query) => Promise<T>): Promise<T> {
    return this.dependency.call(deadline, async (signal) => {
      const { pool } = this;
      let client: pg.PoolClient | undefined;
      const giveBack = (broken: boolean) => {
        client?.release(broken);
        client = undefined;
      };
      // Its place is free when nobody waits any more, also if the server never answers.
      signal.addEventListener('abort', () => giveBack(true));
      try {
        const connected = await answerOf(pool.connect());
        client = connected;
        if (signal.aborted) giveBack(false);
        signal.throwIfAborted();
        const result = await work(
          async (text, values = []) => (await answerOf(connected.query(text, [...values]))).rows,
        );
        giveBack(false);
        return result;
      } catch (error) {
        giveBack(true);
        if (isReadOnly(error)) this.replace(pool);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private open(): pg.Pool {
    const pool = new pg.Pool(this.options);
    // An idle connection that the server ends leaves the pool, and that is all there is to do.
    pool.on('error', () => {});
    return pool;
  }

  /** Ends the idle connections, and the others when they are given back. */
  private replace(pool: pg.Pool): void {
    if (pool !== this.pool) return;
    this.pool = this.open();
    void pool.end();
  }
}

async function refuseReaders(client: pg.ClientBase): Promise<void> {
  const query = {
    text: 'select pg_is_in_recovery() as reader',
    query_timeout: CONNECT_MILLISECONDS,
  };
  const { rows } = await client.query(query);
  if (rows[0]?.reader) throw new NotTheWriter('the server is a reader');
}

/** Tells what the server says of a statement from everything that keeps it from answering. */
async function answerOf<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? (error.code ?? '') : undefined;
    if (code !== undefined && !OUTAGES.has(code) && !code.startsWith('08')) throw error;
    throw new Outage(error);
  }
}

function isReadOnly(error: unknown): boolean {
  const cause = error instanceof Outage ? error.cause : undefined;
  return (
    cause instanceof NotTheWriter || (cause instanceof pg.DatabaseError && cause.code === READ_ONLY)
  );
}
