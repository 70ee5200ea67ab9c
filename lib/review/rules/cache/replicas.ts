import { nodeCountsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-3',
  consequence: 'a lost node takes its shard down, and what it holds',
  title: 'Every shard of a cache has a replica',
  rationale:
    'Automatic failover needs a replica to promote: the data of a shard without one is lost with its node.',
  severity: 'error',
  fix: 'Set NumCacheClusters to at least 2, or ReplicasPerNodeGroup to at least 1, and AutomaticFailoverEnabled and MultiAZEnabled to true.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html',
  ],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph }) {
    // What a condition switches together with the replicas is judged together with them.
    graph.get(group, 'AutomaticFailoverEnabled');
    return nodeCountsOf(graph, group).map(({ property, read, least, absent }) =>
      judge(read, {
        property,
        absent,
        holds: (nodes) => nodes >= least,
        expected: `at least ${least}`,
      }),
    );
  },
};
