import { DB_CLUSTER, isAurora, leastReadersOf, membersOfCluster } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, judgeCount, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-1',
  consequence: 'the loss of the writer takes minutes to recover, if there is capacity',
  title: 'An Aurora cluster has a reader to fail over to',
  rationale:
    'Without a reader Aurora recreates the writer: minutes instead of seconds, and only where there is capacity for it.',
  severity: 'error',
  fix: 'Add a second AWS::RDS::DBInstance with the DBClusterIdentifier of the cluster.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph, profile }) {
    const aurora = isAurora(graph, cluster);
    if (aurora === false) return undefined;
    if (aurora === undefined) return unknown('Engine is not known', { property: ['Engine'] });
    // How many instances a secondary cluster has is for the strategy to say.
    const role = profile.regions.find(({ name }) => name === cluster.region)?.role;
    const standsBy = role === 'standby' || role === 'recovery';
    if (standsBy && graph.get(cluster, 'GlobalClusterIdentifier').kind !== 'absent')
      return undefined;
    const { members, open } = membersOfCluster(graph, cluster);
    // Aurora Auto Scaling makes readers that no template has.
    const scaled = leastReadersOf(graph, cluster);
    const count = {
      min: Math.max(members.length, scaled ? 1 + scaled : 0),
      max: Math.max(members.length + open.length, scaled === undefined ? 2 : scaled && 1 + scaled),
    };
    const evidence = evidenceOf(members, 'instance of the cluster');
    return judgeCount(count, 2, 'instances of the cluster', { evidence });
  },
};
