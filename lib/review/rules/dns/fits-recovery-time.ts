import { asNumber, asString } from '../../../assembly/index.ts';
import { recordsWith } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** The time to live of answers from an alias for a load balancer. */
const ALIAS_TTL_SECONDS = 60;

/** These checks probe nothing themselves. */
const DERIVED = ['CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'];

export const rule: ResourceRule = {
  id: 'HA-DNS-7',
  consequence: 'a failover takes longer than the recovery time objective',
  title: 'A health check and the time to live of its records fit the recovery time objective',
  rationale:
    'Clients are sent elsewhere only after the failed probes and the time to live of the last answer; nothing else can make up for them.',
  severity: 'warning',
  fix: 'Lower RequestInterval to 10, FailureThreshold, or the TTL of the records.',
  wellArchitected: ['REL13-BP01'],
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  ],
  appliesTo: ['AWS::Route53::HealthCheck'],
  check(check, { graph, profile }) {
    const { rtoSeconds } = profile.objectives;
    const type = asString(graph.get(check, 'HealthCheckConfig', 'Type'));
    if (rtoSeconds === undefined || (type.state === 'known' && DERIVED.includes(type.value))) {
      return undefined;
    }
    const records = recordsWith(graph, check);
    const ttls = records.map((record) => {
      const ttl = asNumber(record.get('TTL'));
      return ttl.state === 'absent' ? ALIAS_TTL_SECONDS : known(ttl);
    });
    const interval = known(asNumber(graph.get(check, 'HealthCheckConfig', 'RequestInterval')), 30);
    const threshold = known(asNumber(graph.get(check, 'HealthCheckConfig', 'FailureThreshold')), 3);
    const details = { property: ['HealthCheckConfig', 'RequestInterval'] };
    if (interval === undefined || threshold === undefined || ttls.includes(undefined)) {
      return unknown('RequestInterval, FailureThreshold or a TTL is not known', details);
    }
    const ttl = Math.max(0, ...ttls.filter((one) => one !== undefined));
    const seconds = interval * threshold + ttl;
    const message = `${threshold} probes every ${interval} s and a TTL of ${ttl} s take ${seconds} s, expected at most ${rtoSeconds} s`;
    return seconds <= rtoSeconds ? pass(message, details) : fail(message, details);
  },
};

function known(read: ReturnType<typeof asNumber>, absent?: number): number | undefined {
  if (read.state === 'absent') return absent;
  return read.state === 'known' ? read.value : undefined;
}
