import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { Annotations } from 'aws-cdk-lib/core';
import { isDefinedHere } from '../inputs/load-balancer.ts';
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
  if (targetGroup && !isDefinedHere(targetGroup)) {
    Annotations.of(group).addWarningV2(
      'evenkeel:requestsNotTracked',
      'an imported target group does not say which load balancer it is served by, so that the group ' +
        'scales on CPU alone: define the target group in this app to scale on requests as well',
    );
  } else if (targetGroup) {
    group.scaleOnRequestCount('Requests', {
      targetRequestsPerMinute: requestsPerTargetPerMinute ?? DEFAULT_REQUESTS_PER_TARGET_PER_MINUTE,
    });
  }
}
