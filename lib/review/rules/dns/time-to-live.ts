import { asNumber } from '../../../assembly/index.ts';
import { RECORD_TYPES, recordsIn } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** What AWS recommends for records with health checks. */
const MAX_TTL_SECONDS = 60;

export const rule: ResourceRule = {
  id: 'HA-DNS-5',
  consequence: 'clients stay with the impaired endpoint for longer than a minute',
  title: 'Records that fail over have a time to live of at most 60 seconds',
  rationale:
    'Resolvers answer with the impaired endpoint until the time to live is over, whatever Route 53 has decided.',
  severity: 'warning',
  fix: 'Set TTL to 60 or less.',
  wellArchitected: ['REL11-BP02'],
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-shared.html',
  ],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const isSwitched = ['Failover', 'HealthCheckId'].some(
        (property) => record.get(property).kind !== 'absent',
      );
      // The time to live of an alias is that of its target.
      const ttl = record.get('TTL');
      if (!isSwitched || ttl.kind === 'absent') return [];
      return [
        judge(asNumber(ttl), {
          property: [...record.path, 'TTL'],
          absent: undefined,
          holds: (seconds) => seconds <= MAX_TTL_SECONDS,
          expected: `at most ${MAX_TTL_SECONDS}`,
        }),
      ];
    });
  },
};
