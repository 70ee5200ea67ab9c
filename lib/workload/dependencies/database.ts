import type { QueryResultRow } from 'pg';
import type { Configuration } from '../configuration.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { DatabaseServer } from './database-server.ts';
import type { Deadline } from './deadline.ts';
import { Unavailable } from './errors.ts';

export type Query = <Row extends QueryResultRow>(
  text: string,
  values?: readonly unknown[],
) => Promise<Row[]>;

/** The database: reads from whichever server has them, writes to the one that takes them. */
export class Database {
  private readonly writer: DatabaseServer;
  private readonly reader: DatabaseServer;
  private readonly writeForwarding: boolean;

  constructor(configuration: Configuration, metrics: Metrics) {
    this.writer = new DatabaseServer('writer', configuration, metrics);
    this.reader = new DatabaseServer('reader', configuration, metrics);
    this.writeForwarding = configuration.database.writeForwarding;
  }

  /** Reads what may be behind the last write by the lag of a replica. */
  read<T>(deadline: Deadline, work: (query: Query) => Promise<T>): Promise<T> {
    return this.reader.use(deadline, work);
  }

  /** Reads what is written. */
  readLatest<T>(deadline: Deadline, work: (query: Query) => Promise<T>): Promise<T> {
    return this.writer.use(deadline, work);
  }

  /**
   * Does all of `work` or nothing of it. It may run more than once, and has to be such that twice
   * is once: a commit whose answer was lost is tried again.
   */
  async transaction<T>(deadline: Deadline, work: (query: Query) => Promise<T>): Promise<T> {
    const whole = async (query: Query) => {
      // In one message. The server, too, stops when nobody waits any more.
      await query(`begin; set local statement_timeout = ${Math.ceil(deadline.remaining()) || 1}`);
      const result = await work(query);
      await query('commit');
      return result;
    };
    try {
      return await this.writer.use(deadline, whole);
    } catch (error) {
      // Where every Region serves, the readers of a secondary pass writes on to the writer's Region.
      if (!this.writeForwarding || !(error instanceof Unavailable)) throw error;
      return this.reader.use(deadline, whole);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.writer.close(), this.reader.close()]);
  }
}
