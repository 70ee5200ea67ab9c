import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { recycledForks } from './test/support/pool.ts';

const include = ['test/**/*.test.ts'];
// Projects of their own, with tests that run in them: npm run consumers.
const exclude = ['test/consumers/**'];

/** Files with a process of their own: what they change would be there for others. */
const alone = [
  // Takes longest, and so comes first: else it would be alone in the end, on one core.
  'test/review/mutations.test.ts',
  // Runs two compilers in its process, which fill it.
  'test/docs/api.test.ts',
  // Sets the environment of its process, for the service that it runs.
  'test/workload/*.test.ts',
  ...globSync(include, { exclude }).filter((file) =>
    readFileSync(file, 'utf8').includes('vi.mock('),
  ),
];

// Most of the time of a process is that of loading the CDK: what one has compiled, the others load,
// also those that tests start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('node_modules/.cache/compiled', import.meta.url),
);

// With an arena for each of its threads, a process keeps more than it has.
process.env.MALLOC_ARENA_MAX ??= '1';

export default defineConfig({
  test: {
    // Collects garbage before a process has a gigabyte, half of which nobody uses.
    execArgv: ['--max-old-space-size=768'],
    // One core is left idle by default, which on a machine with two is half of it. One more worker
    // than cores, since those that run servers wait most of the time.
    maxWorkers: availableParallelism() + 1,
    // A cold synthesis of a whole architecture takes seconds, and more on a loaded machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/make-sample.ts', 'test/support/share-syntheses.ts'],
    setupFiles: ['test/support/short-traces.ts', 'test/support/fail-on-console.ts'],
    // CloudFormation Validate costs about two seconds in every worker. The tests that are about
    // it switch it on for themselves, and `npm run compliance` runs it over every strategy.
    env: { CDK_VALIDATION: 'false' },
    // In the order of their names.
    projects: [
      { extends: true, test: { name: 'alone', include: alone, exclude } },
      {
        extends: true,
        test: {
          name: 'together',
          include,
          exclude: [...exclude, ...alone],
          isolate: false,
          pool: recycledForks,
        },
      },
    ],
  },
});
