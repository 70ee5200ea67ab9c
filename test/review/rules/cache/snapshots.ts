import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a week': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { SnapshotRetentionLimit: '7' }
    `,
    'a serverless cache': `
      Cache:
        Type: AWS::ElastiCache::ServerlessCache
        Properties: { SnapshotRetentionLimit: 35 }
    `,
  },
  fail: {
    'the default, none': 'Cache: { Type: AWS::ElastiCache::ReplicationGroup }',
    'a day': `
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        Properties: { SnapshotRetentionLimit: 1 }
    `,
  },
  unknown: {
    'days that are given at deployment': `
      Parameters: { Days: { Type: Number } }
      Resources:
        Cache:
          Type: AWS::ElastiCache::ReplicationGroup
          Properties: { SnapshotRetentionLimit: !Ref Days }
    `,
  },
};
