import { asNumber } from '../../../assembly/index.ts';
import {
  endpointsOf,
  isHealthChecked,
  isRouted,
  isSameSet,
  isStep,
  RECORD_TYPES,
  recordsAlike,
  recordsIn,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-10',
  consequence: 'leaving a Region needs somebody to change records',
  title: 'Weighted, latency and geographic records lead to another Region without a change',
  rationale:
    'Records of one Region, or a weight that somebody has to raise, depend on the Route 53 control plane in the very moment of an impairment.',
  severity: 'warning',
  fix: 'Add records of another Region, and a health check to those that have a weight.',
  wellArchitected: ['REL11-BP04'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html'],
  appliesTo: RECORD_TYPES,
  check(resource, { graph, profile }) {
    // Sets within one Region are for deployments, not for recovery.
    if (!profile.liveData) return undefined;
    return recordsIn(graph, resource).flatMap((record) => {
      const { name } = record;
      if (!isRouted(record) || name === undefined || isStep(graph, name)) return [];
      const set = recordsAlike(graph, record).filter((one) => isSameSet(record, one) === true);
      const [first] = set;
      const isFirst = first?.node === resource && first.path.join() === record.path.join();
      if (first !== undefined && !isFirst) return [];
      const details = { property: [...record.path, 'Name'] };
      const label = record.name ?? 'the set';
      const weights = set.map((one) => asNumber(one.get('Weight')));
      const serving = set.filter((_, i) => {
        const weight = weights[i];
        return weight?.state !== 'known' || weight.value > 0;
      });
      const reached = set.flatMap((one) => endpointsOf(graph, one));
      const served = new Set(
        serving.flatMap((one) => endpointsOf(graph, one)).map(({ region }) => region),
      );
      if (set.length === 0 || reached.some(({ region }) => region === undefined)) {
        return [unknown(`the Regions to which ${label} leads are not known`, details)];
      }
      const regions = [...new Set(reached.map(({ region }) => region))];
      const message = `${label} leads to ${regions.join(', ')}`;
      if (regions.length < 2) return [fail(`${message}, expected two Regions`, details)];
      if (served.size >= 2) return [pass(message, details)];
      // If all records with a weight are unhealthy, Route 53 considers those without.
      const checks = serving.map((one) => isHealthChecked(graph, one));
      if (checks.includes(false)) {
        return [fail(`${message}, but only one has a weight, and no health check`, details)];
      }
      return [checks.includes(undefined) ? unknown(message, details) : pass(message, details)];
    });
  },
};
