import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What AWS Backup calls the kinds of resources that are backed up here. */
export type ResourceType = 'Aurora' | 'DynamoDB' | 'S3';

/** The kinds of jobs, and the states in which each ends without what it was for. */
const failedStates = {
  Backup: ['Failed', 'Aborted', 'Expired'],
  Copy: ['Failed'],
  Restore: ['Failed'],
} as const;

export type JobKind = keyof typeof failedStates;

/**
 * Counts of jobs: https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
 *
 * A copy counts for the vault that it goes to, in the Region that it comes from. A vault has the same
 * name in all Regions, so that one name finds both.
 */
const jobs = (kind: JobKind, state: string, dimensions: Record<string, string>) =>
  new cloudwatch.Metric({
    namespace: 'AWS/Backup',
    metricName: `NumberOf${kind}Jobs${state}`,
    dimensionsMap: dimensions,
    statistic: 'Sum',
    period: Duration.hours(1),
  });

/**
 * Alarms when a job fails.
 *
 * A metric and not the events that the service sends to EventBridge, which also name the job: those
 * are delivered at best effort, and their way to an encrypted topic takes a rule, a role and a
 * dead-letter queue where an alarm is let in already.
 */
export function alarmOnFailure(
  scope: Construct,
  kind: JobKind,
  vaultName: string,
  topic: sns.ITopic,
): cloudwatch.Alarm {
  const states = failedStates[kind];
  const job = kind.toLowerCase();
  const state = kind === 'Restore' ? 'status' : 'state';
  return notify(
    new cloudwatch.Alarm(scope, `${kind}FailureAlarm`, {
      alarmDescription: `A ${job} job of vault ${vaultName} failed. Find it and its reason with: aws backup list-${job}-jobs --by-${state} FAILED`,
      metric: new cloudwatch.MathExpression({
        expression: states.map((state) => `FILL(${state.toLowerCase()}, 0)`).join(' + '),
        usingMetrics: Object.fromEntries(
          states.map((state) => [
            state.toLowerCase(),
            jobs(kind, state, { BackupVaultName: vaultName }),
          ]),
        ),
        label: `${kind} jobs without success`,
        period: Duration.hours(1),
      }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      // A count is reported when there is something to count.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }),
    topic,
  );
}

/**
 * Alarms when no job has succeeded for so long that the recovery point objective is missed: what has
 * never started does not fail either.
 */
export function alarmOnSilence(
  scope: Construct,
  kind: 'Backup' | 'Copy',
  vaultName: string,
  resourceType: ResourceType,
  objective: Duration,
  topic: sns.ITopic,
): cloudwatch.Alarm {
  return notify(
    new cloudwatch.Alarm(scope, `${kind}Overdue${resourceType}`, {
      alarmDescription: `No ${kind.toLowerCase()} of ${resourceType} into vault ${vaultName} was completed for ${objective.toHumanString()}, the recovery point objective. See whether the plan still runs, and whether the Region is opted in for ${resourceType}.`,
      metric: jobs(kind, 'Completed', { BackupVaultName: vaultName, ResourceType: resourceType }),
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: Math.ceil(objective.toHours({ integral: false })),
      // Nothing was counted: nothing was completed.
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    }),
    topic,
  );
}

/**
 * Alarms when nothing was restored for so long that a test did not run.
 *
 * @param silence how long: 7 days at most, as far as an alarm looks back
 *   (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html)
 */
export function alarmOnNoRestore(
  scope: Construct,
  vaultName: string,
  silence: Duration,
  topic: sns.ITopic,
): cloudwatch.Alarm {
  return notify(
    new cloudwatch.Alarm(scope, 'RestoreOverdue', {
      alarmDescription: `Nothing of vault ${vaultName} was restored for ${silence.toHumanString()}: the test does not run, or finds nothing to restore. See its plan and its jobs with: aws backup list-restore-testing-plans, aws backup list-restore-jobs`,
      metric: jobs('Restore', 'Completed', { BackupVaultName: vaultName }),
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: silence.toHours(),
      // Nothing was counted: nothing was restored.
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    }),
    topic,
  );
}

function notify(alarm: cloudwatch.Alarm, topic: sns.ITopic): cloudwatch.Alarm {
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
  return alarm;
}
