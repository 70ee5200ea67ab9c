import { asString, identity } from '../../../assembly/index.ts';
import { RECORD_TYPES, recordsIn, secondariesOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-3',
  consequence: 'both endpoints count as unhealthy at once, and traffic stays',
  title: 'Primary and secondary failover records have health checks of their own',
  rationale:
    'With one check for both, both are unhealthy at once, and Route 53 answers with the primary record although it is impaired.',
  severity: 'warning',
  fix: 'Give each record the health check of its own endpoint.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/awssupport/latest/user/fault-tolerance-checks.html'],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const failover = asString(record.get('Failover'));
      if (failover.state !== 'known' || failover.value !== 'PRIMARY') return [];
      const check = record.get('HealthCheckId');
      if (check.kind === 'absent') return [];
      const property = [...record.path, 'HealthCheckId'];
      return secondariesOf(graph, record).map((secondary) => {
        const other = secondary.get('HealthCheckId');
        const evidence = [{ resource: secondary.node, note: 'the secondary record' }];
        const details = { property, evidence: secondary.node === resource ? [] : evidence };
        if (other.kind === 'absent') return pass('the secondary record has no check', details);
        const [own, its] = [identity(check), identity(other)];
        if (own === undefined || its === undefined) {
          return unknown('which health checks the two records use is not known', details);
        }
        return own === its
          ? fail('both records use one health check, expected one for each', details)
          : pass('each record has its own health check', details);
      });
    });
  },
};
