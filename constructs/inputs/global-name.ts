import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_route53 as route53 } from 'aws-cdk-lib/interfaces';

/**
 * The name under which clients reach a service, and the health checks that decide which Region
 * answers: a `GlobalRouting`, or both as you have them, `{ domainName, healthChecks }`.
 */
export interface IGlobalName {
  /** The name. */
  readonly domainName: string;
  /** The health checks by Region: those that gate a record. */
  readonly healthChecks: ReadonlyMap<string, route53.IHealthCheckRef>;
}

/** Where Route 53 publishes the metrics of its health checks, and has its control plane. */
export const ROUTE_53_REGION = 'us-east-1';

/**
 * 1 while Route 53 considers an endpoint healthy, 0 while it does not: the minimum of a minute.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export function healthCheckStatus(
  { healthCheckRef }: route53.IHealthCheckRef,
  options?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Route53',
    metricName: 'HealthCheckStatus',
    dimensionsMap: { HealthCheckId: healthCheckRef.healthCheckId },
    statistic: cloudwatch.Stats.MINIMUM,
    period: Duration.minutes(1),
    region: ROUTE_53_REGION,
    ...options,
  });
}
