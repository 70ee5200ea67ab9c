import type { PastOutage } from './past-outage.ts';

const inTheZone = {
  scope: 'zone',
  zone: 'euw3-az2',
  from: '2026-04-27T10:58Z',
  to: '2026-04-27T11:40Z',
  share: [0, 1],
  evidence: 'published',
} as const;

export const outage: PastOutage = {
  id: 'eu-west-3-2026-04-27',
  title: 'a zone loses power for 42 minutes: some hosts, and launches',
  region: 'eu-west-3',
  zones: ['euw3-az2'],
  start: '2026-04-27T10:58Z',
  end: '2026-04-27T11:40Z',
  effects: [
    {
      kind: 'zone-hosts',
      ...inTheZone,
      note: 'some instances and volumes; power was back at 11:20',
    },
    {
      kind: 'launches',
      target: 'ec2',
      ...inTheZone,
    },
  ],
  firstPost: '2026-04-27T11:27Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:eu-west-3::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/AWS_EC2_OPERATIONAL_ISSUE_FB70E_B77B1D343FD',
      by: 'AWS',
    },
  ],
};
