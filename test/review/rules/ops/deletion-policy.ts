import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'both policies': `
      Data: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
    `,
  },
  fail: {
    neither: 'Data: { Type: AWS::DynamoDB::Table }',
    'a database of several Regions': 'Data: { Type: AWS::DSQL::Cluster }',
    'deletion alone': 'Data: { Type: AWS::S3::Bucket, DeletionPolicy: Retain }',
  },
  notApplicable: {
    'messages on their way': 'Queue: { Type: AWS::SQS::Queue }',
    'copies of what is elsewhere': 'Cache: { Type: AWS::ElastiCache::ReplicationGroup }',
    'a site that is deployed from elsewhere': `
      Site: { Type: AWS::S3::Bucket, Properties: { WebsiteConfiguration: { IndexDocument: index.html } } }
    `,
    'a bucket of logs': `
      Logs: { Type: AWS::S3::Bucket }
      Trail: { Type: AWS::CloudTrail::Trail, Properties: { S3BucketName: !Ref Logs } }
    `,
  },
  unknown: 'a policy is there or not, whatever its value',
};
