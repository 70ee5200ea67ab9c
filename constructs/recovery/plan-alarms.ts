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

/** By Region, an alarm that judges it. */
export type AlarmsByRegion = Readonly<Record<string, cloudwatch.IAlarmRef>>;

/**
 * The alarms by which the plan knows a Region's health, from inside and from outside, and those that
 * trigger it.
 * https://docs.aws.amazon.com/arc-region-switch/latest/api/API_AssociatedAlarm.html
 */
export function associatedAlarms(
  inside: AlarmsByRegion,
  outside: AlarmsByRegion,
  trigger: RecoveryTrigger | undefined,
): Record<string, CfnPlan.AssociatedAlarmProperty> | undefined {
  const associate = (alarmType: string, nameOf: (region: string) => string, of: AlarmsByRegion) =>
    Object.entries(of).map(([region, alarm]) => [
      nameOf(region),
      { alarmType, resourceIdentifier: alarmArn(alarm) },
    ]);
  const all = [
    ...associate('applicationHealth', (region) => `${region}-health`, inside),
    ...associate('applicationHealth', (region) => `${region}-outside`, outside),
    ...(trigger === undefined
      ? []
      : [
          ...associate('trigger', insideName, inside),
          ...associate('trigger', outsideName, outside),
        ]),
  ];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/**
 * One Region red and the other green, in both directions where both serve: all conditions of a
 * trigger have to hold. A Region that is lost may report nothing of itself, so a witness from outside
 * starts the plan as well.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-triggers.html
 */
export function triggers(
  { name, regions: [first, second] }: RecoveryApproach,
  { minimumDelay }: RecoveryTrigger,
  outside: AlarmsByRegion,
): CfnPlan.TriggerProperty[] {
  const leave = (impaired: string, healthy: string): CfnPlan.TriggerProperty[] => {
    const when = (associatedAlarmName: string, description: string): CfnPlan.TriggerProperty => ({
      description,
      action: name === 'activePassive' ? 'activate' : 'deactivate',
      targetRegion: name === 'activePassive' ? healthy : impaired,
      minDelayMinutesBetweenExecutions: minimumDelay.toMinutes(),
      conditions: [
        { associatedAlarmName, condition: 'red' },
        { associatedAlarmName: insideName(healthy), condition: 'green' },
      ],
    });
    return [
      when(insideName(impaired), `${impaired} is impaired and ${healthy} is not`),
      ...(outside[impaired] === undefined
        ? []
        : [
            when(
              outsideName(impaired),
              `${impaired} is not reached from outside and ${healthy} is not impaired`,
            ),
          ]),
    ];
  };
  // Back to the first Region is a decision of its own, when it is known to hold.
  return name === 'activePassive'
    ? leave(first, second)
    : [...leave(first, second), ...leave(second, first)];
}

function insideName(region: string): string {
  return `${region}-trigger`;
}

function outsideName(region: string): string {
  return `${region}-outside-trigger`;
}
