import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { expect, test } from 'vitest';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { testStack } from './app.ts';
import { findings, unacknowledged } from './compliance.ts';

test('an acknowledgement silences its own rule and keeps the reason', () => {
  const stack = testStack();
  const bucket = new CfnBucket(stack, 'Bucket');
  expect(unacknowledged(stack)).toContain('AwsSolutions-S1 Test/Bucket');

  acknowledge(bucket, 'holds nothing', 'AwsSolutions-S1');

  expect(unacknowledged(stack)).not.toContain('AwsSolutions-S1 Test/Bucket');
  expect(unacknowledged(stack)).toContain('AwsSolutions-S10 Test/Bucket');
  expect(findings(stack)).toContainEqual({
    ruleId: 'AwsSolutions-S1',
    path: 'Test/Bucket',
    reason: 'holds nothing',
  });
});
