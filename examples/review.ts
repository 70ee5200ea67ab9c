// Review for an app that is not built with evenkeel: one plugin, what it found mended, and what is
// right as it is acknowledged, where it is caused and with the reason.
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { HighAvailabilityChecks } from 'evenkeel/review';

const app = new App();
const stack = new Stack(app, 'Orders', {
  env: { region: 'eu-west-1' },
  terminationProtection: true,
});

const table = new dynamodb.TableV2(stack, 'Table', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: true,
});
const failed = new sqs.Queue(stack, 'Failed', {
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
});
const queue = new sqs.Queue(stack, 'Queue', {
  enforceSSL: true,
  deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
});

const onCall = new SnsAction(
  sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call'),
);
const alarm = (id: string, metric: cloudwatch.Metric, threshold: number) =>
  metric.createAlarm(stack, id, { threshold, evaluationPeriods: 3 }).addAlarmAction(onCall);
alarm('QueueIsLate', queue.metricApproximateAgeOfOldestMessage(), 600);
alarm('MessagesFailed', failed.metricApproximateNumberOfMessagesVisible(), 1);

Validations.of(table).acknowledge({
  id: 'evenkeel::HA-BKP-1',
  reason: 'the backup policy of the organization selects every table by its tags',
});
Validations.of(app).acknowledge({
  id: 'evenkeel::HA-OPS-4',
  reason: 'the experiments are in an app of their own',
});
Validations.of(app).addPlugins(
  new HighAvailabilityChecks({
    strategy: 'multi-az',
    objectives: { rtoSeconds: 4 * 3600, rpoSeconds: 300 },
  }),
);

app.synth();
