import { asString } from '../../../assembly/index.ts';
import { alarmsWatching, canGoOff } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/** The only Region that has metrics of health checks. */
const METRICS_REGION = 'us-east-1';

export const rule: ResourceRule = {
  id: 'HA-DNS-13',
  consequence: 'nobody learns of a failover',
  title: 'An alarm tells when a health check fails',
  rationale:
    'Route 53 sends clients elsewhere without a word; whoever has to promote a database or stop a deployment learns of it from an alarm.',
  severity: 'info',
  fix: 'Add an alarm on HealthCheckStatus of AWS/Route53 with the HealthCheckId, in us-east-1.',
  wellArchitected: ['REL11-BP06'],
  controls: 'observability',
  docs: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html'],
  appliesTo: ['AWS::Route53::HealthCheck'],
  check(check, { graph }) {
    const type = asString(graph.get(check, 'HealthCheckConfig', 'Type'));
    // The state of a routing control is set by people, who know.
    if (type.state === 'known' && type.value === 'RECOVERY_CONTROL') return undefined;
    const watching = alarmsWatching(graph, check);
    const alarms = watching.filter((alarm) => canGoOff(graph, alarm) !== false);
    const evidence = evidenceOf(alarms, ({ region }) => `in ${region ?? 'an unknown Region'}`);
    if (alarms.some(({ region }) => region === METRICS_REGION)) {
      return pass(`an alarm in ${METRICS_REGION} watches it`, { evidence });
    }
    if (alarms.some(({ region }) => region === undefined)) {
      return unknown(`whether its alarm is in ${METRICS_REGION} is not known`, { evidence });
    }
    if (alarms.length === 0 && watching.length > 0) {
      return fail('its alarm goes off while it is healthy, or never', {
        evidence: evidenceOf(watching, 'alarm'),
      });
    }
    return alarms.length > 0
      ? fail(`its alarm never has data: expected in ${METRICS_REGION}`, { evidence })
      : fail('no alarm watches it');
  },
};
