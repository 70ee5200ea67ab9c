import { onEach, type PastOutage } from './past-outage.ts';

const inTheZone = {
  scope: 'zone',
  zone: 'use1-az4',
  from: '2026-05-07T23:20Z',
  to: '2026-05-08T20:50Z',
  share: [0, 1],
  evidence: 'published',
} as const;

export const outage: PastOutage = {
  id: 'us-east-1-2026-05-08',
  title: 'a data center overheats: hosts, volumes, and the parts of services in its zone',
  region: 'us-east-1',
  zones: ['use1-az4'],
  start: '2026-05-07T23:20Z',
  end: '2026-05-08T20:50Z',
  effects: [
    {
      kind: 'zone-hosts',
      ...inTheZone,
      note: 'one data center; AWS shifted its services’ traffic out of the zone after 46 minutes; the tail to 03:04 of the next day',
    },
    ...onEach(['elasticloadbalancing', 'elasticache', 'kafka', 'es', 'redshift'], {
      kind: 'service-data',
      ...inTheZone,
      note: 'parts in the zone',
    }),
  ],
  firstPost: '2026-05-08T00:25Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:us-east-1::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/AWS_EC2_OPERATIONAL_ISSUE_FFA94_A4DC515D30F',
      by: 'AWS',
    },
  ],
};
