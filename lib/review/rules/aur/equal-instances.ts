import {
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { DB_CLUSTER, membersOfCluster, sizeOfClass } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-4',
  consequence: 'a failover promotes an instance that is too small',
  title: 'The instances that Aurora promotes first are of one size',
  rationale:
    'A smaller instance that becomes the writer is overloaded by what the larger one carried.',
  severity: 'warning',
  fix: 'Give the two instances of the lowest promotion tiers the same DBInstanceClass.',
  wellArchitected: ['REL11-BP05'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html#Aurora.Managing.FaultTolerance',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph }) {
    const { members, open } = membersOfCluster(graph, cluster);
    if (members.length + open.length < 2) return undefined;
    const all = members.map((one) => candidate(graph, one));
    const candidates = all.filter((one) => one !== undefined);
    if (open.length > 0 || candidates.length < all.length) {
      return unknown('classes or promotion tiers of the instances are not known');
    }
    // Of several in one tier, Aurora promotes the largest.
    const [first, second] = candidates.toSorted((a, b) => a.tier - b.tier || b.size - a.size);
    if (first === undefined || second === undefined) return undefined;
    const evidence = evidenceOf([first.node, second.node], 'among the first to be promoted');
    const message = `promoted first: ${first.class} and ${second.class}`;
    if (first.class === second.class) return pass(message, { evidence });
    // Generations of one size differ less than sizes; families do not compare.
    if (first.family !== second.family) return unknown(`${message}: families differ`, { evidence });
    return fail(`${message}, expected one size`, { evidence });
  },
};

function candidate(graph: ResourceGraph, node: ResourceNode) {
  const name = asString(graph.get(node, 'DBInstanceClass'));
  const tier = asNumber(graph.get(node, 'PromotionTier'));
  if (name.state !== 'known' || tier.state === 'unknown') return undefined;
  const [, family = '', size = ''] = name.value.split('.');
  return {
    node,
    class: name.value,
    family,
    size: sizeOfClass(size),
    tier: tier.state === 'known' ? tier.value : 1,
  };
}
