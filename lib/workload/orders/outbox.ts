import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../dependencies/backoff.ts';
import type { Database } from '../dependencies/database.ts';
import { Deadline } from '../dependencies/deadline.ts';
import { BATCH, type Queue } from '../dependencies/queue.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { announce } from './message.ts';

const PAUSE_MILLISECONDS = 1000;
const ROUND_MILLISECONDS = 10_000;
/** An order that still waits after this time is announced again: its message went with a Region. */
const OVERDUE = '15 minutes';

/**
 * Sends what is in the outbox, at least once: a message is deleted in the transaction that locks
 * it, after the queue has taken it, so that after a crash in between it is sent again. Servers
 * share the work: each leaves alone what another one has locked.
 */
export class Outbox {
  private readonly database: Pick<Database, 'transaction'>;
  private readonly queue: Queue;
  private readonly metrics: Metrics;
  private readonly log: Log;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private wake = new AbortController();

  constructor(database: Pick<Database, 'transaction'>, queue: Queue, metrics: Metrics, log: Log) {
    this.database = database;
    this.queue = queue;
    this.metrics = metrics;
    this.log = log;
    this.running = this.run();
  }

  /** Says that there is something in it. */
  notify(): void {
    this.wake.abort();
  }

  /** Ends after what is being sent. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted; ) {
      let sent = 0;
      try {
        sent = await this.sendBatch();
        if (sent === 0) await this.announceOverdue();
        failures = 0;
      } catch (error) {
        // The messages are safe where they are; a standby's database takes no writes at all.
        if (failures === 0) this.log.warn({ error: String(error) }, 'the outbox waits');
        failures += 1;
      }
      if (sent > 0) continue;
      if (failures > 0) await this.pause(PAUSE_MILLISECONDS + backoff(failures, 500, 15_000), []);
      else await this.pause(PAUSE_MILLISECONDS, [this.wake.signal]);
      if (this.wake.signal.aborted) this.wake = new AbortController();
    }
  }

  /** Sends the oldest messages, and says how many there were. */
  private async sendBatch(): Promise<number> {
    const deadline = Deadline.in(ROUND_MILLISECONDS);
    return this.database.transaction(deadline, async (query) => {
      const messages = await query<{ id: string; body: object }>(
        'select id, body from outbox order by created_at limit $1 for update skip locked',
        [BATCH],
      );
      if (messages.length === 0) return 0;
      const sent = await this.queue.send(
        messages.map(({ id, body }) => ({ id, body: JSON.stringify(body) })),
      );
      await query('delete from outbox where id = any($1)', [sent]);
      this.metrics.sent.inc(sent.length);
      return sent.length;
    });
  }

  private async announceOverdue(): Promise<void> {
    await this.database.transaction(Deadline.in(ROUND_MILLISECONDS), async (query) => {
      const overdue = await query<{ id: string }>(
        `update orders set announced_at = now() where id in (
           select id from orders
           where status = 'placed' and announced_at < now() - interval '${OVERDUE}'
           limit 100 for update skip locked
         ) returning id`,
      );
      for (const { id } of overdue) await announce(query, id);
    });
  }

  private async pause(milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
    const signal = AbortSignal.any([this.stopping.signal, ...signals]);
    await sleep(milliseconds, undefined, { signal }).catch(() => {});
  }
}
