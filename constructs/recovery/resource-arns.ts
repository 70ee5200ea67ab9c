import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type {
  aws_autoscaling as autoscalingInterfaces,
  aws_cloudwatch as cloudwatchInterfaces,
} from 'aws-cdk-lib/interfaces';
import { resourceBehind } from '../inputs/resource.ts';

/**
 * The ARN of a group as CloudFormation returns it.
 *
 * It contains an id that Auto Scaling makes up, so it cannot be derived from the group's name, and
 * Region switch takes no wildcard for it, which is what `autoScalingGroupArn` has
 * (https://docs.aws.amazon.com/arc-region-switch/latest/api/API_Asg.html).
 *
 * @returns undefined for a group that is imported by its name
 */
export function groupArn(group: autoscalingInterfaces.IAutoScalingGroupRef): string | undefined {
  return resourceBehind(group, autoscaling.CfnAutoScalingGroup.isCfnAutoScalingGroup)
    ?.attrAutoScalingGroupArn;
}

/** Whether it is known to be an alarm on a metric, and not one on other alarms. */
export function isMetricAlarm(alarm: cloudwatchInterfaces.IAlarmRef): boolean {
  return resourceBehind(alarm, cloudwatch.CfnAlarm.isCfnAlarm) !== undefined;
}

/**
 * The ARN of an alarm as its resource returns it: a stack of another Region can read that, while
 * that of the L2 wants a physical name to derive it from.
 */
export function alarmArn(alarm: cloudwatchInterfaces.IAlarmRef): string {
  const resource =
    resourceBehind(alarm, cloudwatch.CfnAlarm.isCfnAlarm) ??
    resourceBehind(alarm, cloudwatch.CfnCompositeAlarm.isCfnCompositeAlarm);
  return resource?.attrArn ?? alarm.alarmRef.alarmArn;
}
