import { asNumber, asString, zonesOfNames } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, judge, judgeCount, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-6',
  consequence: 'a lost node or zone takes the cache down',
  title: 'A cache cluster is more than one node in one Availability Zone',
  rationale:
    'A Redis or Valkey cluster without a replication group is one node, which nothing replaces with its data; Memcached nodes share a zone unless told not to.',
  severity: 'warning',
  fix: 'Use a replication group for Redis and Valkey; for Memcached set NumCacheNodes to 2 or more and AZMode to cross-az.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/FaultTolerance.html',
  ],
  appliesTo: ['AWS::ElastiCache::CacheCluster'],
  check(cluster, { graph }) {
    const engine = asString(graph.get(cluster, 'Engine'));
    const property = ['Engine'];
    if (engine.state !== 'known') return unknown('Engine is not known', { property });
    if (engine.value !== 'memcached') {
      return fail(`Engine is ${engine.value}, a single node; expected a replication group`, {
        property,
      });
    }
    const nodes = judge(asNumber(graph.get(cluster, 'NumCacheNodes')), {
      property: ['NumCacheNodes'],
      absent: 1,
      holds: (count) => count >= 2,
      expected: 'at least 2',
    });
    // One node is in one zone whatever else is said.
    if (nodes.status === 'fail') return nodes;
    const preferred = graph.get(cluster, 'PreferredAvailabilityZones');
    if (preferred.kind !== 'absent') {
      const details = { property: ['PreferredAvailabilityZones'] };
      return [nodes, judgeCount(zonesOfNames(graph, preferred), 2, 'preferred zones', details)];
    }
    const mode = judge(asString(graph.get(cluster, 'AZMode')), {
      property: ['AZMode'],
      absent: 'single-az',
      holds: (value) => value === 'cross-az',
      expected: 'cross-az',
    });
    return [nodes, mode];
  },
};
