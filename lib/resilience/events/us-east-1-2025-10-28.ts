import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-east-1-2025-10-28',
  title: 'launches in a zone are slow for most of a day, and tasks fail to start',
  region: 'us-east-1',
  zones: ['use1-az2'],
  start: '2025-10-28T16:00Z',
  end: '2025-10-29T05:43Z',
  effects: [
    {
      kind: 'launches',
      target: 'ec2',
      scope: 'zone',
      zone: 'use1-az2',
      from: '2025-10-28T16:00Z',
      to: '2025-10-29T05:43Z',
      share: [0, 1],
      evidence: 'published',
      note: 'slow',
    },
    {
      kind: 'launches',
      target: 'fargate',
      scope: 'region',
      from: '2025-10-28T16:00Z',
      to: '2025-10-29T05:43Z',
      share: [0, 1],
      evidence: 'published',
      note: 'three cells of ECS throttled',
    },
  ],
  firstPost: null,
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:us-east-1::event/MULTIPLE_SERVICES/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE_30422_580368C1278',
      by: 'AWS',
    },
  ],
};
