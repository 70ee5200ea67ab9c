// The whole architecture as a pilot light: the other Region has the data, live, and no instances.
import { App } from 'aws-cdk-lib/core';
import { Architecture, planFor } from 'evenkeel';

const plan = planFor({
  name: 'shop',
  strategy: 'pilot-light',
  regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }],
  domain: {
    zoneName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    recordName: 'shop.example.com',
  },
  // Four instances carry the peak. The first Region runs six in three Availability Zones, so that
  // four are left when one is lost; the other Region launches its own when it takes over.
  peakInstances: 4,
  alerts: { page: ['on-call@example.com'], ticket: ['team@example.com'] },
  objectives: {
    availabilityPercent: 99.9,
    // The templates are held against it: an objective that they miss is an error.
    regionLoss: { rtoMinutes: 45, rpoMinutes: 5 },
  },
});

const app = new App();
new Architecture(app, plan.name, { plan });
app.synth();
