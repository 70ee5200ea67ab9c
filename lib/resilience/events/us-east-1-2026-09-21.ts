import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-east-1-2026-09-21',
  title: 'launches of a Region fail for 77 minutes',
  region: 'us-east-1',
  zones: [],
  start: '2026-09-21T22:49Z',
  end: '2026-09-22T00:06Z',
  effects: [
    {
      kind: 'launches',
      target: 'ec2',
      scope: 'region',
      from: '2026-09-21T22:49Z',
      to: '2026-09-22T00:06Z',
      share: [0, 1],
      evidence: 'published',
    },
    {
      kind: 'launches',
      target: 'fargate',
      scope: 'region',
      from: '2026-09-21T22:49Z',
      to: '2026-09-22T00:06Z',
      share: [0, 1],
      evidence: 'published',
    },
  ],
  firstPost: '2026-09-21T23:26Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:us-east-1::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/AWS_EC2_OPERATIONAL_ISSUE_79073_047629764F9',
      by: 'AWS',
    },
  ],
};
