// The whole architecture in three Regions that all serve: clients get the nearest one, and each
// holds enough to carry the peak with another Region gone, or with a zone of its own gone.
import { App } from 'aws-cdk-lib/core';
import { Architecture, planFor } from 'evenkeel';

const plan = planFor({
  name: 'shop',
  strategy: 'active-active',
  // The first Region has the writer of the database at first, and the others forward writes to it.
  regions: [{ name: 'eu-west-1' }, { name: 'us-east-1' }, { name: 'ap-northeast-1' }],
  domain: {
    zoneName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    recordName: 'shop.example.com',
  },
  peakInstances: 12,
  alerts: { page: ['on-call@example.com'], ticket: ['team@example.com'] },
  objectives: { availabilityPercent: 99.95 },
});

const app = new App();
new Architecture(app, plan.name, { plan });
app.synth();
