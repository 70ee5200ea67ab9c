/**
 * The instances that are left when the fullest Availability Zone of a group is lost.
 *
 * Auto Scaling keeps a group balanced, so the fullest zone holds `ceil(minimum / azCount)`:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#arch-AutoScalingMultiAZ
 *
 * A group is statically stable when this floor carries the peak: nothing has to be launched while
 * a zone is impaired
 * (https://aws.amazon.com/builders-library/static-stability-using-availability-zones/).
 *
 * @param minimum the group's minimum, in instances
 * @param azCount the Availability Zones that the group spans
 */
export function azLossFloor(minimum: number, azCount: number): number {
  return minimum - instancesPerAz(minimum, azCount);
}

/** The instances in the fullest Availability Zone of a balanced group. */
export function instancesPerAz(minimum: number, azCount: number): number {
  return Math.ceil(minimum / azCount);
}

/**
 * The fewest healthy instances with which a Region should be in DNS: more than two lost zones leave,
 * since capacity is for the loss of one, and so is a database that keeps a majority of three zones;
 * and at least half of what the loss of one leaves.
 *
 * Two lost zones leave fewer than one does, so that the loss of a zone alone never comes below it.
 * Where a zone holds a single instance, the loss of a zone and of one more instance counts as two zones.
 *
 * @param minimum the group's minimum, in instances
 * @param floor what of it the loss of a zone leaves: {@link azLossFloor}
 */
export function fewestToServe(minimum: number, floor: number): number {
  const ofTheFullestZone = minimum - floor;
  const withoutTwoZones = floor - ofTheFullestZone;
  return Math.max(1, Math.ceil(floor / 2), withoutTwoZones + 1);
}

/** How many instances a rolling update replaces at a time, and how many it leaves alone. */
export interface RollingUpdatePace {
  /** Instances that keep serving while others are replaced. */
  readonly minInstancesInService: number;
  /** Instances that are replaced at a time. */
  readonly maxBatchSize: number;
}

/**
 * The pace at which CloudFormation replaces the instances of a group.
 *
 * The minimum stays in service, so a zone may be lost in the middle of a deployment as at any
 * other time; replacements start beside it, one zone's worth at a time. CloudFormation demands
 * fewer instances in service than the maximum
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html),
 * so a group without headroom gives up one instance, which never takes it below
 * {@link azLossFloor}.
 *
 * @param minimum the group's minimum; 0 for a standby, of which one instance is replaced at a time
 *   once it has been scaled out, since nothing says how many of its instances are needed
 * @param maximum the group's maximum, at least 1
 * @param azCount the Availability Zones that the group spans
 */
export function rollingUpdatePace(
  minimum: number,
  maximum: number,
  azCount: number,
): RollingUpdatePace {
  return {
    minInstancesInService: Math.min(minimum, maximum - 1),
    maxBatchSize: Math.max(1, instancesPerAz(minimum, azCount)),
  };
}

/** How far the number of instances may move while some are replaced, in percent of the desired. */
export interface ReplacementRange {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number;
}

/**
 * The range in which Auto Scaling replaces instances: none goes before its replacement is ready, and
 * one zone's worth of replacements starts at a time.
 *
 * @param azCount the Availability Zones that the group spans
 */
export function replacementRange(azCount: number): ReplacementRange {
  return { minHealthyPercentage: 100, maxHealthyPercentage: 100 + Math.ceil(100 / azCount) };
}

/**
 * The average CPU utilization to hold, in percent: when a zone is lost and the others take its
 * load, they run at 90 % or less until replacements arrive. 45 for two zones, 60 for three.
 *
 * @param azCount the Availability Zones that the group spans
 */
export function cpuTargetPercent(azCount: number): number {
  return Math.floor((90 * (azCount - 1)) / azCount);
}
