import { EVERYWHERE, endpointsOf, RECORD_TYPES, recordsIn } from '../../../aws/index.ts';
import { regionsLostTo } from '../../regions.ts';
import type { GraphRule, SubjectVerdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/**
 * Not judged: services of which no record leads to a Region that may be lost, as clients find them
 * otherwise; and names behind an accelerator or a distribution, which is HA-REG-13.
 */
export const rule: GraphRule = {
  id: 'HA-DNS-14',
  consequence: 'clients are not led to the Region that takes over',
  title: 'Records lead to every Region that takes over',
  rationale:
    'A standby that no record leads to is reached only after somebody has created records, by the Route 53 control plane in another Region, in the very moment of an impairment.',
  severity: 'warning',
  fix: 'Add a secondary failover record, or a record with a health check, for the entry of that Region.',
  wellArchitected: ['REL11-BP04', 'REL13-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html',
    'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/appendix-b---edge-network-global-service-guidance.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile }) {
    if (!profile.liveData) return [];
    const ends = graph
      .resourcesOf(...RECORD_TYPES)
      .flatMap((node) => recordsIn(graph, node))
      .filter(({ type }) => type === undefined || LEADING.includes(type))
      .flatMap((record) => endpointsOf(graph, record))
      .filter(({ resource }) => resource === undefined || !EVERYWHERE.includes(resource.type));
    const reached = new Set(ends.map(({ region }) => region));
    return profile.regions.flatMap(({ name }): readonly SubjectVerdict[] => {
      const lost = regionsLostTo(profile, name);
      if (!lost.some((region) => reached.has(region))) return [];
      const subject = undefined;
      if (reached.has(name)) return [{ subject, ...pass(`records lead to ${name}`) }];
      const message = `records lead to ${lost.join(', ')}, and none to ${name}`;
      return [{ subject, ...(reached.has(undefined) ? unknown(message) : fail(message)) }];
    });
  },
};

/** Types of records by which clients find a service. */
const LEADING = ['A', 'AAAA', 'CNAME', 'HTTPS', 'SVCB'];
