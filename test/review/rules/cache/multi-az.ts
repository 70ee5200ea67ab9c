import type { RuleSamples } from '../../support/samples.ts';

const placed = (zones: string) => `
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: true, PreferredCacheClusterAZs: [${zones}] }
`;
const shards = (...replicas: readonly string[]) => `
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      AutomaticFailoverEnabled: true
      ReplicasPerNodeGroup: 1
      NodeGroupConfiguration:
${replicas
  .map(
    (zone) =>
      `        - { PrimaryAvailabilityZone: eu-west-1a, ReplicaAvailabilityZones: [${zone}] }`,
  )
  .join('\n')}
`;

export const samples: RuleSamples = {
  pass: {
    'nodes that are placed in two zones': placed('eu-west-1a, eu-west-1b'),
    'shards that are placed in two zones each': shards('eu-west-1b', 'eu-west-1b'),
    'switched on': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, MultiAZEnabled: true }
    `,
    'switched on, as a text': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, MultiAZEnabled: 'true' }
    `,
  },
  fail: {
    'nodes that are placed in one zone': placed('eu-west-1a, eu-west-1a'),
    'a shard that is placed in one zone': shards('eu-west-1b', 'eu-west-1a'),
    'the default, off':
      'Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: 2 } }',
    'no value': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, MultiAZEnabled: !Ref AWS::NoValue }
    `,
    'switched off': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, MultiAZEnabled: false }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Switch: { Type: String } }
      Resources:
        Cache:
          Type: AWS::ElastiCache::ReplicationGroup
          Properties: { NumCacheClusters: 2, MultiAZEnabled: !Ref Switch }
    `,
  },
  notApplicable: {
    'no replica, which HA-CACHE-3 speaks of':
      'Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: 1 } }',
  },
};
