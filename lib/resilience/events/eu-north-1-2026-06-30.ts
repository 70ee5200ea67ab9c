import type { PastOutage } from './past-outage.ts';

const ec2 = {
  target: 'ec2',
  scope: 'region',
  from: '2026-06-30T20:42Z',
  to: '2026-06-30T21:25Z',
  share: [0, 1],
  evidence: 'published',
} as const;

export const outage: PastOutage = {
  id: 'eu-north-1-2026-06-30',
  title: 'the EC2 API and launches of a Region fail for 43 minutes',
  region: 'eu-north-1',
  zones: [],
  start: '2026-06-30T20:42Z',
  end: '2026-06-30T21:25Z',
  effects: [
    {
      kind: 'launches',
      ...ec2,
    },
    {
      kind: 'api',
      ...ec2,
    },
    {
      kind: 'lb-control',
      target: 'elasticloadbalancing',
      scope: 'region',
      from: '2026-06-30T20:42Z',
      to: '2026-06-30T21:55Z',
      share: [0, 1],
      evidence: 'inferred',
      note: 'a backlog of workflows, expected to take up to 30 minutes more; the start is inferred',
    },
  ],
  firstPost: '2026-06-30T21:02Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:eu-north-1::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/AWS_EC2_OPERATIONAL_ISSUE_77410_461A699110A',
      by: 'AWS',
    },
  ],
};
