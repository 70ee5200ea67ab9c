import type { EvenkeelConfig } from 'evenkeel';

/**
 * What `evenkeel.config.ts` is in a new clone. Tests, pages and measurements rest on this one, so that
 * they hold whatever somebody has made of that.
 */
const config: EvenkeelConfig = {
  name: 'evenkeel',
  strategy: 'warm-standby',
  regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }],
  domain: {
    zoneName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    recordName: 'app.example.com',
  },
  peakInstances: 4,
  // What runs on the instances: the order service of lib/workload, which `npm ci` and each synthesis
  // bundle, and the Node that runs it. docs/application.md puts your application there.
  workload: {
    folder: '.workload',
    runtime: '.runtime/arm64.tar.gz',
    start: 'node server.mjs',
    workers: { start: 'node worker.mjs' },
    port: 8080,
    checks: { shallow: '/health', serving: '/health/serving' },
    metricsNamespace: 'Orders',
    traces: true,
  },
  database: { migrations: 'lib/workload/migrations' },
  alerts: { page: ['on-call@example.com'], ticket: ['team@example.com'] },
  objectives: {
    availabilityPercent: 99.95,
    // What the loss of a Region may cost: `evenkeel predict cdk.out` says what it comes to.
    // regionLoss: { rtoMinutes: 20, rpoMinutes: 1 },
  },
};

export default config;
