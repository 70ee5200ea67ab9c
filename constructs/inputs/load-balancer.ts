import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration, Fn, Stack } from 'aws-cdk-lib/core';
import type {
  aws_autoscaling as autoscaling,
  aws_elasticloadbalancingv2 as interfaces,
} from 'aws-cdk-lib/interfaces';
import { resourceBehind } from './resource.ts';

/**
 * An Application Load Balancer and the targets that it serves: a `MultiAzLoadBalancer`, or both as you
 * have them, `{ loadBalancer, targetGroup }`.
 */
export interface ILoadBalancedTargets {
  /** The load balancer. */
  readonly loadBalancer: interfaces.ILoadBalancerRef;
  /** The target group. */
  readonly targetGroup: interfaces.ITargetGroupRef;
}

/** A service that users reach: a `LoadBalancedService`, or its parts as you have them. */
export interface ILoadBalancedService {
  /** What users reach it by. */
  readonly loadBalancer: ILoadBalancedTargets;
  /** The instances behind it. */
  readonly group: autoscaling.IAutoScalingGroupRef;
}

/**
 * A load balancer as CloudWatch names it, `app/NAME/ID`, which an ARN ends with.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function loadBalancerFullName(loadBalancer: interfaces.ILoadBalancerRef): string {
  const resource = resourceBehind(loadBalancer, elbv2.CfnLoadBalancer.isCfnLoadBalancer);
  const { loadBalancerArn } = loadBalancer.loadBalancerRef;
  return (
    resource?.attrLoadBalancerFullName ?? Fn.select(1, Fn.split(':loadbalancer/', loadBalancerArn))
  );
}

/** Whether a target group is defined in this app, so that its template says what is behind it. */
export function isDefinedHere(targetGroup: interfaces.ITargetGroupRef): boolean {
  return resourceBehind(targetGroup, elbv2.CfnTargetGroup.isCfnTargetGroup) !== undefined;
}

/** What Elastic Load Balancing takes when nothing is said. */
const DEFAULT_HEALTH_CHECK_INTERVAL = Duration.seconds(30);

/** The time between two health checks of a target; 30 seconds where the target group does not say. */
export function healthCheckInterval(targetGroup: interfaces.ITargetGroupRef): Duration {
  const resource = resourceBehind(targetGroup, elbv2.CfnTargetGroup.isCfnTargetGroup);
  const seconds = resource && Stack.of(resource).resolve(resource.healthCheckIntervalSeconds);
  return typeof seconds === 'number' ? Duration.seconds(seconds) : DEFAULT_HEALTH_CHECK_INTERVAL;
}

/** A target group as CloudWatch names it, `targetgroup/NAME/ID`, which is the end of its ARN. */
export function targetGroupFullName(targetGroup: interfaces.ITargetGroupRef): string {
  const resource = resourceBehind(targetGroup, elbv2.CfnTargetGroup.isCfnTargetGroup);
  const { targetGroupArn } = targetGroup.targetGroupRef;
  return resource?.attrTargetGroupFullName ?? Fn.select(5, Fn.split(':', targetGroupArn));
}
