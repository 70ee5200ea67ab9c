import { DB_INSTANCE } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, listed, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-11',
  consequence: 'clients are left with an instance that refuses writes after a failover',
  title: 'Clients reach a cluster by its own endpoints, not by those of instances',
  rationale:
    'An instance’s endpoint stays with it: after a failover it leads to a reader that refuses writes, or to nothing.',
  severity: 'warning',
  fix: 'Use the cluster’s Endpoint or ReadEndpoint, an RDS Proxy, or the writer endpoint of the global database.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
  ],
  appliesTo: [DB_INSTANCE],
  check(instance, { graph }) {
    if (graph.get(instance, 'DBClusterIdentifier').kind === 'absent') return undefined;
    const uses = graph
      .referrers(instance)
      .filter(({ attribute }) => attribute === 'Endpoint.Address');
    if (uses.length === 0) return pass('nothing uses the endpoint of the instance');
    const users = [...new Set(uses.map(({ from }) => from))];
    const evidence = evidenceOf(users, 'uses the endpoint of the instance');
    return fail(`${listed(users)} uses Endpoint.Address of the instance`, { evidence });
  },
};
