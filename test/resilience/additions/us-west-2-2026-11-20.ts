import type { PastOutage } from '../../../lib/resilience/events/past-outage.ts';

const during = { from: '2026-11-20T10:00Z', to: '2026-11-20T11:00Z', share: [1, 1] } as const;

/** A service, a zone and signing in at once, as no other outage had it. */
export const outage: PastOutage = {
  id: 'us-west-2-2026-11-20',
  title: 'ledgers do not answer, a zone is cut off and nobody can sign in',
  region: 'us-west-2',
  zones: ['usw2-az2'],
  start: during.from,
  end: during.to,
  effects: [
    { kind: 'service-data', target: 'qldb', scope: 'region', ...during, evidence: 'published' },
    { kind: 'zone-network', scope: 'zone', zone: 'usw2-az2', ...during, evidence: 'published' },
    { kind: 'sign-in', scope: 'region', ...during, evidence: 'published' },
    { kind: 'hybrid-network', scope: 'region', ...during, evidence: 'published' },
  ],
  firstPost: null,
  sources: [{ url: 'https://health.aws.amazon.com/health/status', by: 'AWS' }],
};
