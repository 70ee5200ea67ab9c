import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'me-south-1-2026-03-02',
  title: 'a zone is damaged; weeks later a second one, and the Region is lost with its data',
  region: 'me-south-1',
  zones: ['mes1-az2'],
  start: '2026-03-02T05:56Z',
  end: null,
  effects: [
    {
      kind: 'zone-hosts',
      scope: 'zone',
      zone: 'mes1-az2',
      from: '2026-03-02T05:56Z',
      to: null,
      share: [0, 1],
      evidence: 'published',
    },
    {
      kind: 'region-lost',
      scope: 'region',
      from: '2026-04-30T00:00Z',
      to: null,
      share: [1, 1],
      evidence: 'inferred',
      note: 'in April, the day is not published; data that was only there is gone',
    },
  ],
  firstPost: null,
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:me-south-1::event/MULTIPLE_SERVICES/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE_E6426_01AD72B4E1E',
      by: 'AWS',
    },
  ],
};
