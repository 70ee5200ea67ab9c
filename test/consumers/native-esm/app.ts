import { App, Validations } from 'aws-cdk-lib/core';
import { Architecture, type EvenkeelConfig, planFor } from 'evenkeel';
import { HighAvailabilityChecks } from 'evenkeel/review';

const config: EvenkeelConfig = {
  name: 'shop',
  strategy: 'warm-standby',
  regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }],
  domain: {
    zoneName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    recordName: 'shop.example.com',
  },
  peakInstances: 4,
  alerts: { page: ['on-call@example.com'], ticket: ['team@example.com'] },
  objectives: { availabilityPercent: 99.95 },
};

const app = new App({ outdir: 'cdk.out' });
new Architecture(app, 'Shop', { plan: planFor(config) });
Validations.of(app).addPlugins(
  new HighAvailabilityChecks({
    strategy: 'warm-standby',
    objectives: { rtoSeconds: 900, rpoSeconds: 60 },
  }),
);
app.synth();
