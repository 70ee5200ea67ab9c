import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'eu-north-1-2025-09-25',
  title: 'encrypted queues give no messages',
  region: 'eu-north-1',
  zones: [],
  start: '2025-09-25T20:28Z',
  end: '2025-09-26T04:27Z',
  effects: [
    {
      kind: 'service-data',
      target: 'sqs',
      scope: 'region',
      from: '2025-09-25T20:28Z',
      to: '2025-09-26T04:27Z',
      share: [0, 1],
      evidence: 'published',
      note: 'ReceiveMessage of queues with server-side encryption; messages had to be redriven from dead-letter queues',
    },
  ],
  firstPost: null,
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:eu-north-1::event/SQS/AWS_SQS_OPERATIONAL_ISSUE/AWS_SQS_OPERATIONAL_ISSUE_828FE_F0D185B279D',
      by: 'AWS',
    },
  ],
};
