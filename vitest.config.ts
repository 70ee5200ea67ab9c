import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One core is left idle by default, which on a machine with two is half of it.
    maxWorkers: '100%',
    // Projects of their own, with tests that run in them: npm run consumers.
    exclude: ['test/consumers/**'],
    // A cold synthesis of a whole architecture takes seconds, and more on a loaded machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['test/support/fail-on-console.ts'],
    // CloudFormation Validate costs about two seconds in every worker. The tests that are about
    // it switch it on for themselves, and `npm run compliance` runs it over every strategy.
    env: { CDK_VALIDATION: 'false' },
  },
});
