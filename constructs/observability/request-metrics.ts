import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import {
  type ILoadBalancedTargets,
  loadBalancerFullName,
  targetGroupFullName,
} from '../inputs/load-balancer.ts';

/**
 * Fewer bad requests in a window than this are never judged: a single client that repeats a broken
 * request is no incident, and where there are few requests one of them alone would exceed any rate.
 * A real outage still reaches it at once, since health checkers and canaries keep requests coming.
 */
export const MINIMUM_BAD_REQUESTS = 10;

const MINUTE = Duration.minutes(1);

/**
 * About what keeps a user's train of thought:
 * https://www.nngroup.com/articles/response-times-3-important-limits/
 */
const DEFAULT_SLOW_AFTER = Duration.seconds(1);

/**
 * How the requests to a load balancer went: in all, or at its node in one Availability Zone.
 *
 * Counts of errors are only reported when there are any, so absent ones are read as 0. Requests
 * that the load balancer answers for lack of a target are not part of `RequestCount`, so its own
 * errors are added: when they were counted already, the rate comes out lower, by less than a
 * hundredth of itself up to 1 % of errors, and at worst 50 % instead of 100 %.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export class RequestMetrics {
  /** A response that takes longer is a slow one. */
  readonly slowAfter: Duration;
  readonly #served: ILoadBalancedTargets;
  readonly #availabilityZone: string | undefined;

  /**
   * @param served whose requests they are: a `MultiAzLoadBalancer`, or a load balancer and its target
   *   group as you have them
   * @param slowAfter a response that takes longer is a slow one; a second by default
   * @param availabilityZone the node whose requests they are; without, those of all nodes
   */
  constructor(
    served: ILoadBalancedTargets,
    slowAfter: Duration = DEFAULT_SLOW_AFTER,
    availabilityZone?: string,
  ) {
    this.#served = served;
    this.slowAfter = slowAfter;
    this.#availabilityZone = availabilityZone;
  }

  /** The same for the load balancer's node in one Availability Zone. */
  inZone(availabilityZone: string): RequestMetrics {
    return new RequestMetrics(this.#served, this.slowAfter, availabilityZone);
  }

  /** How many requests there were. */
  requests(period = MINUTE): cloudwatch.Metric {
    return this.metric('RequestCount', cloudwatch.Stats.SUM, period);
  }

  /** The response time of a percentile, in seconds. */
  responseTime(percentile: number, period = MINUTE): cloudwatch.Metric {
    return this.metric('TargetResponseTime', cloudwatch.Stats.percentile(percentile), period);
  }

  /** The share of requests that failed, from 0 to 1: 0 below 10 of them. */
  faultRate(period = MINUTE): cloudwatch.MathExpression {
    const { target, elb, requests } = this.counts(period);
    return rate('Fault rate', period, [target, elb], [requests, elb]);
  }

  /** The share of requests that fail in the targets, or in the load balancer, from 0 to 1. */
  faultRateOf(part: 'target' | 'elb'): cloudwatch.MathExpression {
    const { requests, elb, [part]: bad } = this.counts(MINUTE);
    return rate('Fault rate', MINUTE, [bad], [requests, elb]);
  }

  /**
   * The share of requests that instances failed, from 0 to 1: answered with 5XX, cut off (502) or
   * left without an answer (504). The 503 of a load balancer without targets is no part of it, so
   * it is silent in a Region that holds no instances.
   */
  targetFailureRate(): cloudwatch.MathExpression {
    const { target, requests } = this.counts(MINUTE);
    const elb = (status: number): Count =>
      this.count(`elb${status}`, this.metric(`HTTPCode_ELB_${status}_Count`, 'Sum', MINUTE));
    return rate('Failed by instances', MINUTE, [target, elb(502), elb(504)], [requests]);
  }

  /** The share of responses that were slow, from 0 to 1: 0 below 10 of them. */
  slowRate(period = MINUTE): cloudwatch.MathExpression {
    const { slow, responses } = this.counts(period);
    return rate('Slow rate', period, [slow], [responses]);
  }

  /** This zone's share of the faults of all zones, from 0 to 1. */
  faultShare(all: RequestMetrics): cloudwatch.MathExpression {
    const [own, others] = [this.counts(MINUTE), all.counts(MINUTE)];
    return rate('Share of faults', MINUTE, [own.target, own.elb], [others.target, others.elb]);
  }

  /** This zone's share of the slow responses of all zones, from 0 to 1. */
  slowShare(all: RequestMetrics): cloudwatch.MathExpression {
    return rate(
      'Share of slow responses',
      MINUTE,
      [this.counts(MINUTE).slow],
      [all.counts(MINUTE).slow],
    );
  }

  /**
   * The share of the zone's targets that fail their health checks or stand out from the others
   * although they pass them, from 0 to 1. Cross-zone load balancing spreads the faults of a zone's
   * targets over the nodes of all zones; here they stay where they are.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#automatic-target-weights
   */
  impairedTargets(): cloudwatch.MathExpression {
    const unhealthy = this.count('unhealthy', this.targets('UnHealthyHostCount'));
    const anomalous = this.count('anomalous', this.targets('AnomalousHostCount'));
    const healthy = this.count('healthy', this.targets('HealthyHostCount'));
    return ratio('Impaired targets', MINUTE, [unhealthy, anomalous], [healthy, unhealthy]);
  }

  /** A count of targets, by the node that sees the most or, with `Minimum`, the fewest. */
  targets(
    metricName: 'HealthyHostCount' | 'UnHealthyHostCount' | 'AnomalousHostCount',
    statistic: 'Minimum' | 'Maximum' = 'Maximum',
  ): cloudwatch.Metric {
    return this.metric(metricName, statistic, MINUTE, {
      TargetGroup: targetGroupFullName(this.#served.targetGroup),
    });
  }

  private counts(period: Duration) {
    const sum = (id: string, metricName: string, statistic: string = cloudwatch.Stats.SUM) =>
      this.count(id, this.metric(metricName, statistic, period));
    // Counts the values above the limit.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
    const aboveLimit = `TC(${this.slowAfter.toMilliseconds() / 1000}:)`;
    return {
      requests: sum('requests', 'RequestCount'),
      target: sum('target', 'HTTPCode_Target_5XX_Count'),
      elb: sum('elb', 'HTTPCode_ELB_5XX_Count'),
      slow: sum('slow', 'TargetResponseTime', aboveLimit),
      responses: sum('responses', 'TargetResponseTime', cloudwatch.Stats.SAMPLE_COUNT),
    };
  }

  /** A metric under an id that no other zone's has, so that they fit into one graph. */
  private count(name: string, metric: cloudwatch.Metric): Count {
    const zone = this.#availabilityZone?.replaceAll('-', '_');
    return { id: zone ? `${zone}_${name}` : name, metric };
  }

  private metric(
    metricName: string,
    statistic: string,
    period: Duration,
    dimensions: Record<string, string> = {},
  ): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/ApplicationELB',
      metricName,
      statistic,
      period,
      dimensionsMap: {
        LoadBalancer: loadBalancerFullName(this.#served.loadBalancer),
        ...(this.#availabilityZone && { AvailabilityZone: this.#availabilityZone }),
        ...dimensions,
      },
    });
  }
}

interface Count {
  readonly id: string;
  readonly metric: cloudwatch.Metric;
}

function rate(label: string, period: Duration, bad: readonly Count[], all: readonly Count[]) {
  const guard = `${sumOf(bad)} >= ${MINIMUM_BAD_REQUESTS}`;
  return ratio(label, period, bad, all, (share) => `IF(${guard}, ${share}, 0)`);
}

function ratio(
  label: string,
  period: Duration,
  part: readonly Count[],
  all: readonly Count[],
  wrap = (share: string) => share,
): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label,
    period,
    expression: wrap(`${sumOf(part)} / ${sumOf(all)}`),
    usingMetrics: Object.fromEntries([...part, ...all].map(({ id, metric }) => [id, metric])),
  });
}

function sumOf(counts: readonly Count[]): string {
  const filled = counts.map(({ id }) => `FILL(${id}, 0)`).join(' + ');
  return counts.length > 1 ? `(${filled})` : filled;
}
