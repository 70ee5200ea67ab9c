import { asList, asString } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { GLOBAL_TABLE } from './replicas.ts';

export const rule: ResourceRule = {
  id: 'HA-DDB-4',
  consequence: 'a Region takes over without the data',
  title: 'A global table has a replica in every Region of the service',
  rationale: 'A Region without a replica has no data when it takes over.',
  severity: 'error',
  fix: 'Add the missing Regions to Replicas.',
  wellArchitected: ['REL13-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html'],
  appliesTo: [GLOBAL_TABLE],
  check(table, { graph, profile }) {
    if (!profile.liveData) return undefined;
    const wanted = profile.regions.filter(({ role }) => role !== 'recovery');
    const property = ['Replicas'];
    const replicas = asList(graph.get(table, ...property));
    if (replicas.state !== 'known') return unknown('Replicas is not known', { property });
    const regions = replicas.value.map((_, i) =>
      asString(graph.get(table, 'Replicas', i, 'Region')),
    );
    const found = regions.flatMap((region) => (region.state === 'known' ? [region.value] : []));
    const missing = wanted.map(({ name }) => name).filter((name) => !found.includes(name));
    if (missing.length === 0) return pass(`replicas in ${found.join(', ')}`, { property });
    if (found.length < regions.length) return unknown('a Region is not known', { property });
    return fail(`replicas in ${found.join(', ') || 'no Region'}, none in ${missing.join(', ')}`, {
      property,
    });
  },
};
