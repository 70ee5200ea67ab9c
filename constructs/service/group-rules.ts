import { Token } from 'aws-cdk-lib/core';
import type { ValidationRule } from '../validation.ts';
import { isCount, shown } from './count.ts';
import type { MultiAzAutoScalingGroupProps } from './multi-az-auto-scaling-group.ts';

/** What makes no group that could lose a zone, or none that AWS accepts. */
export const rules: ValidationRule<MultiAzAutoScalingGroupProps & { readonly azCount: number }>[] =
  [
    {
      condition: ({ minimum }) => !isCount(minimum),
      message: ({ minimum }) =>
        `'minimum' must be a whole number of instances, 0 or more, known at synthesis since the ` +
        `update policy is computed from it; got ${shown(minimum)}`,
    },
    {
      condition: ({ maximum }) => !isCount(maximum),
      message: ({ maximum }) =>
        `'maximum' must be a whole number of instances, 0 or more, known at synthesis since the ` +
        `update policy is computed from it; got ${shown(maximum)}`,
    },
    {
      condition: ({ minimum, maximum }) =>
        isCount(minimum) && isCount(maximum) && maximum < minimum,
      message: ({ minimum, maximum }) =>
        `'maximum' must be at least 'minimum' (${minimum}), got ${maximum}: raise it, or lower 'minimum'`,
    },
    {
      condition: ({ azCount }) => azCount < 2,
      message: ({ azCount }) =>
        `'vpc' must have private subnets with egress in at least 2 Availability Zones, got ` +
        `${azCount}: one zone cannot be lost; pass a VPC over more zones`,
    },
    {
      condition: ({ startupTime }) =>
        startupTime !== undefined &&
        !startupTime.isUnresolved() &&
        (startupTime.toSeconds() < 60 || startupTime.toSeconds() > 3600),
      message: ({ startupTime }) =>
        `'startupTime' must be 1 to 60 minutes, the limit of a rolling update's pause time; got ` +
        `${startupTime?.toSeconds()} seconds`,
    },
    {
      condition: ({ requestsPerTargetPerMinute: rate }) =>
        rate !== undefined && !Token.isUnresolved(rate) && !(rate > 0),
      message: ({ requestsPerTargetPerMinute }) =>
        `'requestsPerTargetPerMinute' must be more than 0, got ${requestsPerTargetPerMinute}`,
    },
    {
      condition: ({ requestsPerTargetPerMinute, targetGroup }) =>
        requestsPerTargetPerMinute !== undefined && targetGroup === undefined,
      message: () =>
        `'requestsPerTargetPerMinute' counts requests of a load balancer: pass 'targetGroup' as ` +
        `well, or leave it out`,
    },
  ];
