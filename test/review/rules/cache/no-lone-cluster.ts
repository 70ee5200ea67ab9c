import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'Memcached across zones': `
      Cache:
        Type: AWS::ElastiCache::CacheCluster
        Properties: { Engine: memcached, NumCacheNodes: '3', AZMode: cross-az }
    `,
    'Memcached with a zone for each node': `
      Cache:
        Type: AWS::ElastiCache::CacheCluster
        Properties:
          Engine: memcached
          NumCacheNodes: 2
          PreferredAvailabilityZones: [!Select [0, !GetAZs ''], !Select [1, !GetAZs '']]
    `,
  },
  fail: {
    'Redis without a replication group': `
      Cache:
        Type: AWS::ElastiCache::CacheCluster
        Properties: { Engine: redis, NumCacheNodes: 1 }
    `,
    'Memcached in one zone, the default': `
      Cache:
        Type: AWS::ElastiCache::CacheCluster
        Properties: { Engine: memcached, NumCacheNodes: 3 }
    `,
    'one Memcached node': `
      Cache:
        Type: AWS::ElastiCache::CacheCluster
        Properties: { Engine: memcached, NumCacheNodes: 1, AZMode: cross-az }
    `,
  },
  unknown: {
    'an engine that is given at deployment': `
      Parameters: { Engine: { Type: String } }
      Resources:
        Cache:
          Type: AWS::ElastiCache::CacheCluster
          Properties: { Engine: !Ref Engine, NumCacheNodes: 2 }
    `,
  },
};
