import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'both policies': `
      Data: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
    `,
  },
  fail: {
    neither: 'Data: { Type: AWS::DynamoDB::Table }',
    'deletion alone': 'Data: { Type: AWS::S3::Bucket, DeletionPolicy: Retain }',
  },
  unknown: 'a policy is there or not, whatever its value',
};
