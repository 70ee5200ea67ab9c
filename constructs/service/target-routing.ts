import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Duration } from 'aws-cdk-lib/core';

/** Options of {@link TargetRouting.roundRobin}. */
export interface RoundRobinOptions {
  /**
   * The time over which a new target works its way up to its full share of requests, 30 to 900
   * seconds: for workloads that have to warm up.
   *
   * @default - none: a new target gets its full share at once
   */
  readonly slowStart?: Duration;
}

/**
 * How a load balancer spreads requests over its targets:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#modify-routing-algorithm
 */
export class TargetRouting {
  /**
   * At random, and away from targets that fail or lag behind the others although they pass their
   * health checks (automatic target weights). Detection compares targets, so it needs at least
   * three healthy ones.
   */
  static weightedRandom(): TargetRouting {
    return new TargetRouting(elbv2.TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM);
  }

  /**
   * To the target with the fewest requests in flight: for requests that differ much in cost. A
   * target that fails fast looks idle and attracts requests, until its health checks fail.
   */
  static leastOutstandingRequests(): TargetRouting {
    return new TargetRouting(
      elbv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    );
  }

  /** In turn: for requests and targets that are alike. The only one that can start slowly. */
  static roundRobin(options: RoundRobinOptions = {}): TargetRouting {
    return new TargetRouting(
      elbv2.TargetGroupLoadBalancingAlgorithmType.ROUND_ROBIN,
      options.slowStart,
    );
  }

  /** The algorithm of the target group. */
  readonly algorithm: elbv2.TargetGroupLoadBalancingAlgorithmType;
  /** How long new targets warm up; only with round robin. */
  readonly slowStart?: Duration | undefined;

  private constructor(
    algorithm: elbv2.TargetGroupLoadBalancingAlgorithmType,
    slowStart?: Duration,
  ) {
    this.algorithm = algorithm;
    this.slowStart = slowStart;
  }

  /** Whether targets that fail or lag get fewer requests. */
  get mitigatesAnomalies(): boolean {
    return this.algorithm === elbv2.TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM;
  }
}
