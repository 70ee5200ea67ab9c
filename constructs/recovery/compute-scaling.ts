import { Duration } from 'aws-cdk-lib/core';
import type { aws_autoscaling as autoscaling } from 'aws-cdk-lib/interfaces';
import { STEP_MINUTES } from './step-minutes.ts';

/** Options of {@link ComputeScaling}. */
export interface ComputeScalingOptions {
  /**
   * The Auto Scaling groups, by tier and Region: `{ web: { 'eu-west-1': web, ... }, ... }`. Each tier
   * has one group in each Region of the plan, defined in this app: their ARNs contain an id that only
   * CloudFormation knows.
   */
  readonly tiers: Readonly<
    Record<string, Readonly<Record<string, autoscaling.IAutoScalingGroupRef>>>
  >;

  /**
   * After how long the execution waits for a person, if a group has not reached its capacity, in whole
   * minutes. The group goes on launching.
   *
   * @default - 15 minutes where traffic waits: launching and warming a fleet while others launch
   *   theirs; 5 minutes where it does not
   */
  readonly timeout?: Duration;
}

/**
 * Whether traffic waits for the instances that the recovery launches.
 *
 * A group grows to the capacity that the other Region's had at most in the last 24 hours, which
 * Region switch samples beforehand: during the recovery nothing is asked of that Region. It is
 * never made smaller. Capacity is not guaranteed: reserve it where that matters.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/ec2-auto-scaling-block.html
 */
export class ComputeScaling {
  /**
   * Traffic waits until the instances serve: for a Region in which none run (pilot light). The
   * launch is on the critical path, in parallel with the promotion of the database.
   */
  static beforeTraffic(options: ComputeScalingOptions): ComputeScaling {
    return new ComputeScaling(true, options, Duration.minutes(STEP_MINUTES.launch));
  }

  /**
   * Traffic moves at once to the instances that run, and more are launched meanwhile (warm standby):
   * no lack of capacity can hold the recovery up.
   */
  static alongsideTraffic(options: ComputeScalingOptions): ComputeScaling {
    return new ComputeScaling(false, options, Duration.minutes(STEP_MINUTES.launchBesideTraffic));
  }

  /** Whether traffic waits for the instances. */
  readonly gatesTraffic: boolean;

  /** The groups, by tier and Region. */
  readonly tiers: ComputeScalingOptions['tiers'];

  /** After how long the execution waits for a person. */
  readonly timeout: Duration;

  private constructor(gatesTraffic: boolean, options: ComputeScalingOptions, timeout: Duration) {
    this.gatesTraffic = gatesTraffic;
    this.tiers = options.tiers;
    this.timeout = options.timeout ?? timeout;
  }
}
