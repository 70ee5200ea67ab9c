import { asString } from '../../../assembly/index.ts';
import {
  type Endpoint,
  endpointsOf,
  RECORD_TYPES,
  recordsIn,
  secondariesOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-9',
  consequence: 'what takes the primary down takes the secondary with it',
  title: 'Primary and secondary failover records lead to different places',
  rationale:
    'What takes down the primary endpoint takes down the secondary one with it if both are one load balancer, or are in one Region that fails.',
  severity: 'error',
  fix: 'Point the secondary record at an endpoint in another Region.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html'],
  appliesTo: RECORD_TYPES,
  check(resource, { graph, profile }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const failover = asString(record.get('Failover'));
      if (failover.state !== 'known' || failover.value !== 'PRIMARY') return [];
      const property = [...record.path, 'AliasTarget'];
      const here = endpointsOf(graph, record);
      const ours = names(here);
      return secondariesOf(graph, record).map((secondary) => {
        const there = endpointsOf(graph, secondary);
        const all = [...here, ...there];
        const resources = [...new Set(all.flatMap((one) => one.resource ?? []))];
        const evidence = evidenceOf(resources, ({ region }) => `in ${region ?? 'some Region'}`);
        const details = { property, evidence };
        const keys = new Set(there.map(({ key }) => key));
        const shared = here.find(({ key }) => key && keys.has(key));
        if (shared !== undefined) return fail(`both lead to ${shared.label}`, details);
        const regions = new Set(all.map(({ region }) => region));
        const [region] = regions;
        if (regions.size === 1 && region !== undefined && profile.recovery !== 'none') {
          return fail(`both lead to ${region}, expected another Region`, details);
        }
        const message = `${ours} and ${names(there)}`;
        return all.some(({ key }) => key === undefined) || all.length < 2
          ? unknown(`where the records lead is not known: ${message}`, details)
          : pass(`the records lead to ${message}`, details);
      });
    });
  },
};

function names(endpoints: readonly Endpoint[]): string {
  const places = endpoints.map(({ label, region }) => (region ? `${label} in ${region}` : label));
  return places.join(', ') || 'nowhere';
}
