import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'eu-central-1-2026-07-15',
  title: 'a network change cuts off instances of a zone',
  region: 'eu-central-1',
  zones: ['euc1-az2'],
  start: '2026-07-15T21:56Z',
  end: '2026-07-16T01:07Z',
  effects: [
    {
      kind: 'zone-network',
      scope: 'zone',
      zone: 'euc1-az2',
      from: '2026-07-15T21:56Z',
      to: '2026-07-16T01:07Z',
      share: [0, 1],
      evidence: 'published',
      note: 'some instances; AWS shifted its services’ traffic out of the zone after 8 minutes, and the network was back at 23:28',
    },
    {
      kind: 'launches',
      target: 'ec2',
      scope: 'zone',
      zone: 'euc1-az2',
      from: '2026-07-15T21:56Z',
      to: '2026-07-16T01:07Z',
      share: [0, 1],
      evidence: 'inferred',
      note: 'the end is that of the event',
    },
  ],
  firstPost: '2026-07-15T23:11Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:eu-central-1::event/MULTIPLE_SERVICES/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE_25DBE_2EF1D48B613',
      by: 'AWS',
    },
  ],
};
