import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import { backoff } from '../dependencies/backoff.ts';
import { Deadline } from '../dependencies/deadline.ts';
import { BATCH, type Queue } from '../dependencies/queue.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** How long a failed message stays away: from a second, twice as long each time, a quarter of an hour at most. */
const AWAY = { base: 1, most: 900 };
/** A handler that hangs ends here, and its message comes back, before a stop would kill it. */
const HANDLER_MILLISECONDS = 30_000;

export interface ConsumerOptions {
  readonly queue: Queue;
  readonly metrics: Metrics;
  readonly log: Log;
  /** How many messages are worked on at once. */
  readonly concurrency: number;
  /** In seconds. It is extended for as long as a message is worked on. */
  readonly visibilityTimeout: number;
  /** Does what a message asks for; it is called at least once for each. */
  readonly handle: (text: string | undefined, deadline: Deadline) => Promise<unknown>;
}

/**
 * Takes messages from a queue: deletes one when it was handled, keeps it hidden while it is worked
 * on, and gives it back when the handler failed, for longer each time and never all at once. After
 * as many times as the queue allows it is among the dead letters.
 */
export class Consumer {
  private readonly options: ConsumerOptions;
  private readonly running: Promise<void>;
  private readonly working = new Set<Promise<void>>();
  private stopping = false;

  constructor(options: ConsumerOptions) {
    this.options = options;
    this.running = this.run();
  }

  /**
   * Takes no more messages and ends what was begun. A poll under way is waited for: one that is cut
   * short may have a message on its way that would be hidden without anybody working on it.
   */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    await Promise.all(this.working);
  }

  private async run(): Promise<void> {
    const { queue, concurrency, log } = this.options;
    for (let failures = 0; !this.stopping; ) {
      if (this.working.size >= concurrency) {
        await Promise.race(this.working);
        continue;
      }
      try {
        const messages = await queue.receive(Math.min(BATCH, concurrency - this.working.size));
        failures = 0;
        for (const message of messages) this.begin(message);
      } catch (error) {
        log.warn({ error: String(error) }, 'cannot receive');
        await sleep(backoff(failures, 500, 15_000));
        failures += 1;
      }
    }
  }

  private begin(message: Message): void {
    const work = this.work(message).finally(() => this.working.delete(work));
    this.working.add(work);
  }

  private async work(message: Message): Promise<void> {
    const { queue, metrics, log, visibilityTimeout, handle } = this.options;
    const entry = log.child({ messageId: message.MessageId });
    // The last one to arrive before a stop were not begun: somebody else can have them at once.
    if (this.stopping) {
      metrics.messages.inc({ outcome: 'returned' });
      return queue.hide(message, 0).catch(() => {});
    }
    const extend = () =>
      queue
        .hide(message, visibilityTimeout)
        .catch((error) => entry.warn({ error: String(error) }, 'cannot extend'));
    const heartbeat = setInterval(extend, (visibilityTimeout * 1000) / 3);
    try {
      const outcome = await handle(message.Body, Deadline.in(HANDLER_MILLISECONDS));
      clearInterval(heartbeat);
      // If this fails it comes again, and the handler finds that it was done.
      await queue.delete(message);
      metrics.messages.inc({ outcome: 'handled' });
      entry.info({ outcome }, 'handled');
    } catch (error) {
      clearInterval(heartbeat);
      const times = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      const seconds = this.stopping ? 0 : backoff(times, AWAY.base, AWAY.most);
      metrics.messages.inc({ outcome: 'failed' });
      entry.error({ error: String(error), times, seconds }, 'failed');
      await queue.hide(message, seconds).catch(() => {});
    }
  }
}
