import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'global-2026-05-22',
  title: 'Route 53 takes no changes for 46 minutes',
  region: 'global',
  zones: [],
  start: '2026-05-22T23:00Z',
  end: '2026-05-22T23:46Z',
  effects: [
    {
      kind: 'dns-control',
      target: 'route53',
      scope: 'global',
      from: '2026-05-22T23:00Z',
      to: '2026-05-22T23:46Z',
      share: [0, 1],
      evidence: 'published',
      note: 'existing records were answered',
    },
  ],
  firstPost: '2026-05-22T23:38Z',
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:global::event/ROUTE53/AWS_ROUTE53_OPERATIONAL_ISSUE/AWS_ROUTE53_OPERATIONAL_ISSUE_67C7D_B6C0423B023',
      by: 'AWS',
    },
  ],
};
