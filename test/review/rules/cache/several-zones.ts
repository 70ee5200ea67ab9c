import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const cache = `
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: { CacheSubnetGroupName: !Ref Subnets }
`;

export const samples: RuleSamples = {
  pass: {
    'subnets of three zones': [
      subnets(),
      `
      Subnets:
        Type: AWS::ElastiCache::SubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
      `,
      cache,
    ],
    'a subnet group by its name, and two preferred zones': [
      subnets(),
      `
      Subnets:
        Type: AWS::ElastiCache::SubnetGroup
        Properties: { CacheSubnetGroupName: sessions, SubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties:
          CacheSubnetGroupName: sessions
          PreferredCacheClusterAZs: [eu-west-1a, eu-west-1b]
      `,
    ],
  },
  fail: {
    'one subnet': [
      subnets(),
      `
      Subnets:
        Type: AWS::ElastiCache::SubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA] }
      `,
      cache,
    ],
    'one zone preferred for all nodes': [
      subnets(),
      `
      Subnets:
        Type: AWS::ElastiCache::SubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties:
          CacheSubnetGroupName: !Ref Subnets
          PreferredCacheClusterAZs: [eu-west-1a, eu-west-1a]
      `,
    ],
  },
  unknown: {
    'the default subnet group': 'Cache: { Type: AWS::ElastiCache::ReplicationGroup }',
    'a subnet group of somebody else': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { CacheSubnetGroupName: theirs }
    `,
  },
};
