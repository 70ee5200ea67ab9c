import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'global-2026-02-10',
  title: 'some edge locations of CloudFront do not resolve its names',
  region: 'global',
  zones: [],
  start: '2026-02-10T20:20Z',
  end: '2026-02-11T04:08Z',
  effects: [
    {
      kind: 'edge',
      target: 'cloudfront',
      scope: 'global',
      from: '2026-02-10T20:20Z',
      to: '2026-02-10T21:55Z',
      share: [0, 1],
      evidence: 'published',
      note: 'NXDOMAIN from a part of the edge locations',
    },
    {
      kind: 'edge-control',
      target: 'cloudfront',
      scope: 'global',
      from: '2026-02-10T20:20Z',
      to: '2026-02-11T04:08Z',
      share: [0, 1],
      evidence: 'published',
      note: 'changes arrive late',
    },
  ],
  firstPost: null,
  sources: [
    {
      url: 'https://health.aws.amazon.com/health/status?eventID=arn:aws:health:global::event/CLOUDFRONT/AWS_CLOUDFRONT_OPERATIONAL_ISSUE/AWS_CLOUDFRONT_OPERATIONAL_ISSUE_5D2B3_81D5FA9EA2B',
      by: 'AWS',
    },
  ],
};
