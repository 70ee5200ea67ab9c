import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'both policies': `
      Data: { Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
    `,
  },
  fail: {
    neither: 'Data: { Type: AWS::DynamoDB::Table }',
    'a database of several Regions': 'Data: { Type: AWS::DSQL::Cluster }',
    'deletion alone': 'Data: { Type: AWS::DynamoDB::Table, DeletionPolicy: Retain }',
  },
  notApplicable: {
    'messages on their way': 'Queue: { Type: AWS::SQS::Queue }',
    'copies of what is elsewhere': 'Cache: { Type: AWS::ElastiCache::ReplicationGroup }',
    'a bucket, which is not deleted with objects in it': 'Data: { Type: AWS::S3::Bucket }',
  },
  unknown: 'a policy is there or not, whatever its value',
};
