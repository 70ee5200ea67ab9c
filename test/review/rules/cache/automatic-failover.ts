import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'switched on': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: true }
    `,
    'switched on, as a text': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: 'true' }
    `,
  },
  fail: {
    'the default, off':
      'Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: 2 } }',
    'no value': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: !Ref AWS::NoValue }
    `,
    'switched off': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: false }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Switch: { Type: String } }
      Resources:
        Cache:
          Type: AWS::ElastiCache::ReplicationGroup
          Properties: { NumCacheClusters: 2, AutomaticFailoverEnabled: !Ref Switch }
    `,
  },
  notApplicable: {
    'no replica, which HA-CACHE-3 speaks of':
      'Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: 1 } }',
  },
};
