import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * The ARN of a group as CloudFormation returns it.
 *
 * It contains an id that Auto Scaling makes up, so it cannot be derived from the group's name, and
 * Region switch takes no wildcard for it, which is what `autoScalingGroupArn` has
 * (https://docs.aws.amazon.com/arc-region-switch/latest/api/API_Asg.html).
 *
 * @returns undefined for a group that is imported by its name
 */
export function groupArn({ node }: autoscaling.IAutoScalingGroup): string | undefined {
  const resource = node.defaultChild;
  return autoscaling.CfnAutoScalingGroup.isCfnAutoScalingGroup(resource)
    ? resource.attrAutoScalingGroupArn
    : undefined;
}

/** Whether it is known to be an alarm on a metric, and not one on other alarms. */
export function isMetricAlarm({ node }: cloudwatch.IAlarm): boolean {
  return cloudwatch.CfnAlarm.isCfnAlarm(node.defaultChild);
}

/**
 * The ARN of an alarm as its resource returns it: a stack of another Region can read that, while
 * `alarmArn` wants a physical name to derive it from.
 */
export function alarmArn({ node, alarmArn: derived }: cloudwatch.IAlarm): string {
  const resource = node.defaultChild;
  return cloudwatch.CfnAlarm.isCfnAlarm(resource) ||
    cloudwatch.CfnCompositeAlarm.isCfnCompositeAlarm(resource)
    ? resource.attrArn
    : derived;
}
