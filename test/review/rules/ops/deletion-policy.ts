import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'both policies': `
      Data: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
    `,
  },
  fail: {
    neither: 'Data: { Type: AWS::DynamoDB::Table }',
    'a queue, which is emptied when it is replaced': 'Data: { Type: AWS::SQS::Queue }',
    'deletion alone': 'Data: { Type: AWS::S3::Bucket, DeletionPolicy: Retain }',
  },
  unknown: 'a policy is there or not, whatever its value',
};
