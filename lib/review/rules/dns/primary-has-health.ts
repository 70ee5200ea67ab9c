import { asString } from '../../../assembly/index.ts';
import { isHealthChecked, RECORD_TYPES, recordsIn } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-2',
  consequence: 'traffic never leaves an impaired endpoint',
  title: 'A primary failover record has a health check or evaluates the health of its target',
  rationale:
    'Without either, Route 53 takes the primary record for healthy and never fails over; so it does for API Gateway, S3 and CloudFront as targets. A health check of a private name or address is never healthy.',
  severity: 'error',
  fix: 'Set HealthCheckId of a public endpoint or of a CloudWatch alarm, or EvaluateTargetHealth for an alias, down to the record of the load balancer.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html',
  ],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const failover = asString(record.get('Failover'));
      if (failover.state !== 'known' || failover.value !== 'PRIMARY') return [];
      const property = [...record.path, 'HealthCheckId'];
      const checked = isHealthChecked(graph, record);
      const label = record.name ?? 'the primary record';
      if (checked === undefined) {
        return [unknown(`whether ${label} evaluates the health of its target`, { property })];
      }
      return [
        checked
          ? pass(`${label} is taken out when it is unhealthy`, { property })
          : fail(`${label} has no health check on its way that can tell its health`, {
              property,
            }),
      ];
    });
  },
};
