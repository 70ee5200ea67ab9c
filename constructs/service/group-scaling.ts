import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { cpuTargetPercent } from './capacity.ts';
import type { MultiAzAutoScalingGroupProps } from './multi-az-auto-scaling-group.ts';

const DEFAULT_REQUESTS_PER_TARGET_PER_MINUTE = 6000;

/** Scales a group on its CPU and, behind a load balancer, on the requests that it gets. */
export function trackLoad(
  group: autoscaling.AutoScalingGroup,
  azCount: number,
  { targetGroup, requestsPerTargetPerMinute }: MultiAzAutoScalingGroupProps,
): void {
  group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpuTargetPercent(azCount) });
  if (targetGroup) {
    group.scaleOnRequestCount('Requests', {
      targetRequestsPerMinute: requestsPerTargetPerMinute ?? DEFAULT_REQUESTS_PER_TARGET_PER_MINUTE,
    });
  }
}
