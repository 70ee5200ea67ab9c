import { asList, asNumber } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-3',
  consequence: 'a lost node takes the data of its shard',
  title: 'Every shard of a cache has a replica',
  rationale:
    'Automatic failover needs a replica to promote: the data of a shard without one is lost with its node.',
  severity: 'error',
  fix: 'Set NumCacheClusters to at least 2, or ReplicasPerNodeGroup to at least 1.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html',
  ],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph }) {
    const perShard = graph.get(group, 'ReplicasPerNodeGroup');
    const replicas = { absent: undefined, holds: (n: number) => n >= 1, expected: 'at least 1' };
    if (perShard.kind !== 'absent') {
      return judge(asNumber(perShard), { ...replicas, property: ['ReplicasPerNodeGroup'] });
    }
    const shards = asList(graph.get(group, 'NodeGroupConfiguration'));
    if (shards.state === 'unknown') {
      return unknown(`NodeGroupConfiguration is not known: ${shards.reason}`);
    }
    if (shards.state === 'known' && shards.value.length > 0) {
      return shards.value.map((_, i) => {
        const property = ['NodeGroupConfiguration', i, 'ReplicaCount'];
        return judge(asNumber(graph.get(group, ...property)), { ...replicas, property });
      });
    }
    return judge(asNumber(graph.get(group, 'NumCacheClusters')), {
      property: ['NumCacheClusters'],
      absent: 1,
      holds: (nodes) => nodes >= 2,
      expected: 'at least 2',
    });
  },
};
