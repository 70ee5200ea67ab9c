import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'switched on': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { AutomaticFailoverEnabled: true }
    `,
    'switched on, as a text': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { AutomaticFailoverEnabled: 'true' }
    `,
  },
  fail: {
    'the default, off': 'Cache: { Type: AWS::ElastiCache::ReplicationGroup }',
    'no value': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { AutomaticFailoverEnabled: !Ref AWS::NoValue }
    `,
    'switched off': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { AutomaticFailoverEnabled: false }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Switch: { Type: String } }
      Resources:
        Cache:
          Type: AWS::ElastiCache::ReplicationGroup
          Properties: { AutomaticFailoverEnabled: !Ref Switch }
    `,
  },
};
