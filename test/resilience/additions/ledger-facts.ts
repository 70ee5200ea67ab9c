import type { Fact } from '../../../lib/resilience/facts/fact.ts';

export const ledgers = {
  'qldb.return': {
    title: 'time until a ledger that stopped takes writes again',
    value: 50,
    range: [20, 90],
    unit: 'seconds',
    source:
      'https://docs.aws.amazon.com/qldb/latest/developerguide/disaster-recovery-resiliency.html',
    asOf: '2026-11-26',
  },
} as const satisfies Record<string, Fact>;
