import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'eu-south-2-2026-10-04',
  title: 'a zone loses packets for 160 minutes',
  region: 'eu-south-2',
  zones: ['eus2-az1'],
  start: '2026-10-04T15:48Z',
  end: '2026-10-04T18:28Z',
  effects: [
    {
      kind: 'zone-network',
      scope: 'zone',
      zone: 'eus2-az1',
      from: '2026-10-04T15:48Z',
      to: '2026-10-04T18:28Z',
      share: [0, 1],
      evidence: 'published',
    },
  ],
  firstPost: '2026-10-04T16:14Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:eu-south-2::event/INTERNETCONNECTIVITY/AWS_INTERNETCONNECTIVITY_OPERATIONAL_ISSUE/AWS_INTERNETCONNECTIVITY_OPERATIONAL_ISSUE_F4DC4_40592306093',
      by: 'AWS',
    },
  ],
};
