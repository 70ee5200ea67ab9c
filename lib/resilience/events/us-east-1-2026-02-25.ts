import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-east-1-2026-02-25',
  title: 'metrics and status checks of instances come late or not at all',
  region: 'us-east-1',
  zones: [],
  start: '2026-02-25T15:00Z',
  end: '2026-02-25T20:05Z',
  effects: [
    {
      kind: 'metrics',
      target: 'ec2',
      scope: 'region',
      from: '2026-02-25T15:00Z',
      to: '2026-02-25T20:05Z',
      share: [0, 1],
      evidence: 'published',
      note: 'alarms without data',
    },
  ],
  firstPost: null,
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:us-east-1::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/AWS_EC2_OPERATIONAL_ISSUE_E54AB_1F72578856F',
      by: 'AWS',
    },
  ],
};
