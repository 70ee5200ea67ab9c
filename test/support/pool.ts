import { ForksPoolWorker, type PoolRunnerInitializer } from 'vitest/node';

/** How much of its heap a process may have in use to be given another file, in bytes. */
const FILLED = 400 * 2 ** 20;

/** A process that runs one test file after the other until what they leave behind has filled it. */
class RecycledFork extends ForksPoolWorker {
  override name = 'recycled-forks';
  /** Has the process say how much is in use when it has run a file. */
  readonly reportMemory = true;
  #used = 0;

  override async start(): Promise<void> {
    await super.start();
    this.on('message', ({ usedMemory = this.#used }: { readonly usedMemory?: number }) => {
      this.#used = usedMemory;
    });
  }

  canReuse(): boolean {
    return this.#used < FILLED;
  }
}

/**
 * Runs files that need no process of their own: most of the time of a file is that of loading the
 * CDK, which is then loaded once for many of them.
 */
export const recycledForks: PoolRunnerInitializer = {
  name: 'recycled-forks',
  createPoolWorker: (options) => new RecycledFork(options),
};
