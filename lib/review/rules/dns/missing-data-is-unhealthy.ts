import { asString } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-8',
  consequence: 'a Region that sends no metrics counts as healthy',
  title: 'A health check on an alarm does not count missing data as healthy',
  rationale:
    'A Region that is impaired often stops sending metrics; a check that takes this for health keeps clients there.',
  severity: 'warning',
  fix: 'Set InsufficientDataHealthStatus to Unhealthy or LastKnownStatus.',
  wellArchitected: ['REL11-BP01'],
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html',
  ],
  appliesTo: ['AWS::Route53::HealthCheck'],
  check(check, { graph }) {
    const type = asString(graph.get(check, 'HealthCheckConfig', 'Type'));
    if (type.state === 'unknown') return unknown(`Type is not known: ${type.reason}`);
    if (type.state === 'absent' || type.value !== 'CLOUDWATCH_METRIC') return undefined;
    const property = ['HealthCheckConfig', 'InsufficientDataHealthStatus'];
    return judge(asString(graph.get(check, ...property)), {
      property,
      absent: undefined,
      holds: (status) => status !== 'Healthy',
      expected: 'Unhealthy or LastKnownStatus',
    });
  },
};
