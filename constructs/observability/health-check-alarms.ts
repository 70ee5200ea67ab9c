import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { healthCheckStatus, type IGlobalName, ROUTE_53_REGION } from '../inputs/global-name.ts';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link HealthCheckAlarms}. */
export interface HealthCheckAlarmsProps {
  /** Who is told, by topics in us-east-1. */
  readonly alerts: Alerts;

  /** The global name, and the health checks of the Regions behind it. */
  readonly routing: IGlobalName;
}

/**
 * Pages when Route 53 takes a Region out: clients move to another one, or, when there is none left,
 * are sent there nevertheless. It watches from outside of the Region, which cannot report its own
 * loss. Without data it stays as it was: an outage of CloudWatch in us-east-1 is no news of another
 * Region, whose name canaries elsewhere ask.
 *
 * Route 53 publishes the metric in us-east-1 only
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html).
 *
 * @throws Error in a stack of another Region
 */
export class HealthCheckAlarms extends Construct {
  /** By Region. */
  readonly alarms: ReadonlyMap<string, cloudwatch.Alarm>;

  constructor(scope: Construct, id: string, { alerts, routing }: HealthCheckAlarmsProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region) && region !== ROUTE_53_REGION) {
      throw new Error(
        `${this.node.path}: must be in a stack in ${ROUTE_53_REGION}, where Route 53 publishes its metrics, got ${region}`,
      );
    }
    this.alarms = new Map(
      [...routing.healthChecks].map(([checked, healthCheck]) => [
        checked,
        metricAlarm(this, checked, alerts, {
          metric: healthCheckMetric(healthCheckStatus(healthCheck)),
          comparison: '<',
          threshold: 1,
          datapoints: [2, 3],
          withoutData: {
            treatedAs: 'ignore',
            because: 'silence here is of CloudWatch in us-east-1, and says nothing of a Region',
          },
          description: `Route 53 considers ${checked} unhealthy and sends clients elsewhere.`,
          runbook: 'healthCheck',
          severity: 'page',
        }),
      ]),
    );
  }
}

const SIMPLE_STATISTICS = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'];

/**
 * A metric in a form in which the alarm on it can itself be the source of a Route 53 health check:
 * one metric and no math, no label, which would make it math, a period of a minute or a multiple,
 * and none of the extended statistics. A composite alarm cannot be one at all.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html#health-checks-creating-values-cloudwatch
 *
 * @throws Error with what Route 53 does not accept
 */
export function healthCheckMetric(metric: cloudwatch.IMetric): cloudwatch.Metric {
  if (!(metric instanceof cloudwatch.Metric)) {
    throw new Error(
      "'metric' must be a plain metric, got metric math: Route 53 health checks take none",
    );
  }
  if (metric.period.toSeconds() % 60 !== 0) {
    throw new Error(
      `'metric' must have a period of full minutes, got ${metric.period.toHumanString()}: Route 53 health checks take no high-resolution alarms`,
    );
  }
  if (!SIMPLE_STATISTICS.includes(metric.statistic)) {
    throw new Error(
      `'metric' must have one of the statistics ${SIMPLE_STATISTICS.join(', ')}, got ${metric.statistic}: Route 53 health checks take no others`,
    );
  }
  const { namespace, metricName, dimensions, period, statistic, region } = metric;
  return new cloudwatch.Metric({
    namespace,
    metricName,
    period: Duration.seconds(period.toSeconds()),
    statistic,
    ...(dimensions && { dimensionsMap: dimensions as Record<string, string> }),
    ...(region && { region }),
  });
}
