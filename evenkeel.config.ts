import type { EvenkeelConfig } from 'evenkeel';

/**
 * The one file to edit. This sample synthesizes as it stands, without an AWS account; every key is
 * explained in lib/config/types.ts.
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
  // What runs on the instances; docs/application.md puts your application there.
  workload: {
    folder: 'examples/python-service',
    start: 'python3 server.py',
    workers: { start: 'python3 worker.py' },
    port: 8080,
    checks: { shallow: '/health', serving: '/health/serving' },
    metricsNamespace: 'PythonService',
  },
  alerts: { page: ['on-call@example.com'], ticket: ['team@example.com'] },
  objectives: {
    availabilityPercent: 99.95,
    // What the loss of a Region may cost: `evenkeel predict cdk.out` says what it comes to.
    // regionLoss: { rtoMinutes: 20, rpoMinutes: 1 },
  },
};

export default config;
