import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { MINIMUM_BAD_REQUESTS } from './request-metrics.ts';

const MINUTE = Duration.minutes(1);

/** Where a workload publishes what became of its requests. */
export interface WorkloadMetricsOptions {
  /** The namespace of its metrics. */
  readonly namespace: string;
  /** The value of their dimension `Service`. */
  readonly service: string;
}

/**
 * What the workload itself says of its requests, zone by zone: the metrics `Requests` and `Faults` with
 * the dimensions `Service` and `AvailabilityZone`, for example in the embedded metric format.
 *
 * A load balancer spreads requests over the targets of all zones, so each of its nodes sees the faults
 * of all targets. The workload knows in which zone it failed.
 * https://docs.aws.amazon.com/whitepapers/latest/advanced-multi-az-resilience-patterns/multi-az-observability.html
 */
export class WorkloadMetrics {
  readonly #options: WorkloadMetricsOptions;

  constructor(options: WorkloadMetricsOptions) {
    this.#options = options;
  }

  /** The share of the zone's requests that failed in it, from 0 to 1: 0 below 10 of them. */
  faultRate(zone: string): cloudwatch.MathExpression {
    return this.share(`Faults in ${zone}`, zone, this.sumOf('Requests', [zone]));
  }

  /** The zone's share of the faults in all of `zones`, from 0 to 1: 0 below 10 of its own. */
  faultShare(zone: string, zones: readonly string[]): cloudwatch.MathExpression {
    return this.share(`Share of faults in ${zone}`, zone, this.sumOf('Faults', zones));
  }

  private share(label: string, zone: string, whole: Sum): cloudwatch.MathExpression {
    const own = this.sumOf('Faults', [zone]);
    return new cloudwatch.MathExpression({
      label,
      period: MINUTE,
      expression: `IF(${own.text} >= ${MINIMUM_BAD_REQUESTS}, ${own.text} / ${whole.text}, 0)`,
      usingMetrics: { ...own.metrics, ...whole.metrics },
    });
  }

  private sumOf(metricName: string, zones: readonly string[]): Sum {
    const { namespace, service: Service } = this.#options;
    const metrics = zones.map((AvailabilityZone) => [
      `${metricName.toLowerCase()}_${AvailabilityZone.replaceAll('-', '_')}`,
      new cloudwatch.Metric({
        namespace,
        metricName,
        statistic: cloudwatch.Stats.SUM,
        period: MINUTE,
        dimensionsMap: { Service, AvailabilityZone },
      }),
    ]);
    const filled = metrics.map(([id]) => `FILL(${id}, 0)`).join(' + ');
    return {
      text: metrics.length > 1 ? `(${filled})` : filled,
      metrics: Object.fromEntries(metrics),
    };
  }
}

interface Sum {
  readonly text: string;
  readonly metrics: Record<string, cloudwatch.IMetric>;
}
