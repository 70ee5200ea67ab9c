import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a primary node and a replica': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2 }
    `,
    'shards with a replica each, the number as a text': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumNodeGroups: 3, ReplicasPerNodeGroup: '1' }
    `,
    'shards of their own sizes': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 2 }] }
    `,
  },
  fail: {
    'one node': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 1 }
    `,
    'the default, one node': 'Cache: { Type: AWS::ElastiCache::ReplicationGroup }',
    'shards without replicas': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumNodeGroups: 3, ReplicasPerNodeGroup: 0 }
    `,
    'one shard without': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] }
    `,
  },
  unknown: {
    'a number that is given at deployment': `
      Parameters: { Nodes: { Type: Number } }
      Resources:
        Cache:
          Type: AWS::ElastiCache::ReplicationGroup
          Properties: { NumCacheClusters: !Ref Nodes }
    `,
  },
};
