import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { noSnapshots } from '../removal.ts';
import { type Subnets, selectedSubnets } from '../subnets.ts';
import { isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';
import { instancesPerAz } from './capacity.ts';
import { isCount, shown } from './count.ts';
import type { MultiAzAutoScalingGroupProps } from './multi-az-auto-scaling-group.ts';

/** What of the props of a group is judged, and what has to be known to judge it. */
interface CheckedGroup
  extends Pick<
    MultiAzAutoScalingGroupProps,
    'minimum' | 'maximum' | 'startupTime' | 'requestsPerTargetPerMinute' | 'removalPolicy'
  > {
  readonly subnets: Subnets;
  /** Whether a load balancer reaches the instances. */
  readonly isBalanced: boolean;
}

/** What makes no group that could lose a zone, or none that AWS accepts. */
export const groupRules: ValidationRule<CheckedGroup>[] = [
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
    condition: ({ minimum, maximum }) => isCount(minimum) && isCount(maximum) && maximum < minimum,
    message: ({ minimum, maximum }) =>
      `'maximum' must be at least 'minimum' (${minimum}), got ${maximum}: raise it, or lower 'minimum'`,
  },
  {
    condition: ({ subnets }) => subnets.mostZones < 2,
    message: ({ subnets }) =>
      `'vpc' must have private subnets with egress in at least 2 Availability Zones, got ` +
      `${subnets.found}: one zone cannot be lost; pass a VPC that has them`,
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
      rate !== undefined && !isUnknown(rate) && !(rate > 0),
    message: ({ requestsPerTargetPerMinute }) =>
      `'requestsPerTargetPerMinute' must be more than 0, got ${requestsPerTargetPerMinute}`,
  },
  {
    condition: ({ requestsPerTargetPerMinute, isBalanced }) =>
      requestsPerTargetPerMinute !== undefined && !isBalanced,
    message: () =>
      `'requestsPerTargetPerMinute' counts requests of a load balancer: pass 'targetGroup' as ` +
      `well, or leave it out`,
  },
  noSnapshots,
];

/** Where a group puts its instances: one private subnet in each zone. */
export function groupSubnets(vpc: ec2.IVpc): Subnets {
  return selectedSubnets(vpc, {
    subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
    onePerAz: true,
  });
}

/** Warns of capacity that AWS accepts, and that the loss of a zone shows to be too little. */
export function warnOfThinCapacity(
  scope: Construct,
  { minimum, maximum }: MultiAzAutoScalingGroupProps,
  azCount: number,
): void {
  if (minimum === 0) return;
  if (minimum < azCount) {
    Annotations.of(scope).addWarningV2(
      'evenkeel:availabilityZoneStartsEmpty',
      `'minimum' of ${minimum} leaves some of the ${azCount} Availability Zones without an ` +
        `instance; ${azCount} or more start one in each`,
    );
  }
  const perAz = instancesPerAz(minimum, azCount);
  if (maximum - minimum < perAz) {
    Annotations.of(scope).addWarningV2(
      'evenkeel:noHeadroomForAvailabilityZone',
      `'maximum' of ${maximum} leaves no room to replace the ${perAz} instances of an ` +
        `Availability Zone while the others run; ${minimum + perAz} or more do`,
    );
  }
}
