import { referencesIn } from '../../../assembly/index.ts';
import {
  endpointsOf,
  isHealthChecked,
  isRouted,
  RECORD_TYPES,
  recordsIn,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-4',
  consequence: 'a share of the clients is sent to a load balancer that cannot serve',
  title: 'An alias among several records for a load balancer evaluates its health',
  rationale:
    'A record without a check stays among the answers while its load balancer has no healthy target, so its share of the clients gets errors.',
  severity: 'warning',
  fix: 'Set EvaluateTargetHealth to true, or HealthCheckId.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html',
  ],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const target = record.get('AliasTarget', 'DNSName');
      if (target.kind === 'absent' || !isRouted(record)) return [];
      const property = [...record.path, 'AliasTarget', 'EvaluateTargetHealth'];
      const endpoints = endpointsOf(graph, record);
      const isBalanced = endpoints.some(
        ({ key, resource }) =>
          resource?.type.startsWith('AWS::ElasticLoadBalancing') || key?.includes('.elb.'),
      );
      const isOpen = target.kind === 'unknown' && referencesIn(target).length === 0;
      if (!isBalanced && !isOpen) return [];
      const label = record.name ?? 'the record';
      const checked = isHealthChecked(graph, record);
      if (checked === true) return [pass(`the health of ${label} is evaluated`, { property })];
      if (checked === undefined || isOpen) {
        return [unknown(`the target of ${label}, or whether it is evaluated`, { property })];
      }
      return [fail(`the health of ${label} is not evaluated, expected true`, { property })];
    });
  },
};
