import type { ResourceGraph } from '../../../assembly/index.ts';
import { domainKey, recordsNamed, recordsWith, targetsOfRecord } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-12',
  consequence: 'traffic goes back to the impaired endpoint after a failover',
  title: 'A health check does not probe the name that it decides about',
  rationale:
    'After a failover the name leads to the healthy endpoint, the check passes, and Route 53 sends clients back to the impaired one, over and over.',
  severity: 'warning',
  fix: 'Probe the name of the one endpoint that the record leads to.',
  wellArchitected: ['REL11-BP01'],
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-problems.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html',
  ],
  appliesTo: ['AWS::Route53::HealthCheck'],
  check(check, { graph }) {
    const at = (property: string) => graph.get(check, 'HealthCheckConfig', property);
    const probed = at('FullyQualifiedDomainName');
    // Next to an address the name is but the Host header.
    if (probed.kind === 'absent' || at('IPAddress').kind !== 'absent') return undefined;
    const records = recordsWith(graph, check);
    if (records.length === 0) return undefined;
    const details = { property: ['HealthCheckConfig', 'FullyQualifiedDomainName'] };
    const name = domainKey(probed);
    if (name === undefined || records.some((record) => record.name === undefined)) {
      return unknown('the name that is probed, or that of a record, is not known', details);
    }
    const reached = namesFrom(graph, name);
    const circular = records.filter((record) => reached.has(record.name ?? ''));
    if (circular.length === 0) return pass(`${name} does not depend on the check`, details);
    const evidence = evidenceOf([...new Set(circular.map(({ node }) => node))], 'uses the check');
    return fail(`${name} leads to a record that the check itself decides about`, {
      ...details,
      evidence,
    });
  },
};

/** A name and all names that its records lead to. */
function namesFrom(graph: ResourceGraph, start: string): ReadonlySet<string> {
  const names = new Set([start]);
  // A set that grows is walked to its end.
  for (const name of names) {
    for (const target of recordsNamed(graph, name).flatMap(targetsOfRecord)) {
      const next = domainKey(target);
      if (next !== undefined) names.add(next);
    }
  }
  return names;
}
