import type { CfnPlan } from 'aws-cdk-lib/aws-arcregionswitch';
import type { Duration } from 'aws-cdk-lib/core';
import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib/interfaces';
import type { RecoveryApproach } from './recovery-approach.ts';
import { alarmArn } from './resource-arns.ts';

/** When a plan executes without a person. */
export interface RecoveryTrigger {
  /** The least time between two executions, in whole minutes: against going to and fro. */
  readonly minimumDelay: Duration;
}

/**
 * The alarms by which the plan knows a Region's health, and those that trigger it.
 * https://docs.aws.amazon.com/arc-region-switch/latest/api/API_AssociatedAlarm.html
 */
export function associatedAlarms(
  alarms: Readonly<Record<string, cloudwatch.IAlarmRef>>,
  trigger: RecoveryTrigger | undefined,
): Record<string, CfnPlan.AssociatedAlarmProperty> | undefined {
  const all = Object.entries(alarms).flatMap(([region, alarm]) => {
    const resourceIdentifier = alarmArn(alarm);
    const health = { alarmType: 'applicationHealth', resourceIdentifier };
    const start = { alarmType: 'trigger', resourceIdentifier };
    return trigger === undefined
      ? [[`${region}-health`, health]]
      : [
          [`${region}-health`, health],
          [triggerName(region), start],
        ];
  });
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/**
 * One Region red and the other green, in both directions where both serve: all conditions of a
 * trigger have to hold.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-triggers.html
 */
export function triggers(
  { name, regions: [first, second] }: RecoveryApproach,
  { minimumDelay }: RecoveryTrigger,
): CfnPlan.TriggerProperty[] {
  const leave = (impaired: string, healthy: string): CfnPlan.TriggerProperty => ({
    description: `${impaired} is impaired and ${healthy} is not`,
    action: name === 'activePassive' ? 'activate' : 'deactivate',
    targetRegion: name === 'activePassive' ? healthy : impaired,
    minDelayMinutesBetweenExecutions: minimumDelay.toMinutes(),
    conditions: [
      { associatedAlarmName: triggerName(impaired), condition: 'red' },
      { associatedAlarmName: triggerName(healthy), condition: 'green' },
    ],
  });
  // Back to the first Region is a decision of its own, when it is known to hold.
  return name === 'activePassive'
    ? [leave(first, second)]
    : [leave(first, second), leave(second, first)];
}

function triggerName(region: string): string {
  return `${region}-trigger`;
}
