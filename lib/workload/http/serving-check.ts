import type { Cache } from '../dependencies/cache.ts';
import type { Database, Query } from '../dependencies/database.ts';
import { Deadline } from '../dependencies/deadline.ts';
import type { Queue } from '../dependencies/queue.ts';

/** How long an answer is given again: checks come from many places, and cost the dependencies no more than this. */
const FRESH_MILLISECONDS = 2000;
const ANSWER_MILLISECONDS = 1000;

type Health = 'ok' | 'failing';

export interface Serving {
  /** `degraded` when only a part works; `failing` when nothing can be read, which is the least. */
  readonly status: 'ok' | 'degraded' | 'failing';
  readonly works: { readonly reads: boolean; readonly writes: boolean; readonly async: boolean };
  readonly dependencies: Readonly<Record<string, Health>>;
}

/** Asks every dependency, and says which of them answer and what of the service works. */
export class ServingCheck {
  private readonly probes: Readonly<Record<string, (deadline: Deadline) => Promise<unknown>>>;
  private last: Promise<Serving> | undefined;
  private askedAt = 0;

  constructor(database: Database, cache: Cache | undefined, queue: Queue) {
    this.probes = {
      databaseReader: (deadline) => database.read(deadline, (query) => query('select 1')),
      databaseWriter: (deadline) => database.transaction(deadline, canWrite),
      ...(cache && { cache: (deadline: Deadline) => cache.ping(deadline) }),
      queue: (deadline) => queue.ping(deadline),
    };
  }

  async serving(): Promise<Serving> {
    if (this.last === undefined || performance.now() - this.askedAt > FRESH_MILLISECONDS) {
      this.askedAt = performance.now();
      this.last = this.ask();
    }
    return this.last;
  }

  private async ask(): Promise<Serving> {
    const deadline = Deadline.in(ANSWER_MILLISECONDS);
    const answers = await Promise.all(
      Object.entries(this.probes).map(async ([name, probe]) => {
        const health: Health = await probe(deadline).then(
          () => 'ok',
          () => 'failing',
        );
        return [name, health] as const;
      }),
    );
    const dependencies = Object.fromEntries(answers);
    const writes = dependencies.databaseWriter === 'ok';
    const works = {
      reads: writes || dependencies.databaseReader === 'ok',
      writes,
      // Without the queue nothing is lost, and nothing is done.
      async: writes && dependencies.queue === 'ok',
    };
    const all = answers.every(([, health]) => health === 'ok');
    return { status: works.reads ? (all ? 'ok' : 'degraded') : 'failing', works, dependencies };
  }
}

/** A statement that only a server which takes writes accepts, and that changes nothing. */
const canWrite = (query: Query) => query('delete from outbox where false');
