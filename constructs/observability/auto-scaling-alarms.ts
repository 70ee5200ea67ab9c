import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_autoscaling as autoscaling } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { floorOf, type GroupMetricName, publishMetric } from '../inputs/auto-scaling-group.ts';
import { compositeAlarm, inAlarm, metricAlarm } from './alarm.ts';
import type { Alerts, Severity } from './alerts.ts';
import type { RequestMetrics } from './request-metrics.ts';

/** Properties of {@link AutoScalingAlarms}. */
export interface AutoScalingAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /**
   * The group: a `MultiAzAutoScalingGroup`, or one that you have. One of this app is made to publish
   * the metrics that the alarms read.
   */
  readonly group: autoscaling.IAutoScalingGroupRef;

  /**
   * The targets that the instances are, whose health counts as well.
   *
   * @default - the instances serve nobody over a load balancer; too few of them are a ticket then
   */
  readonly requests?: RequestMetrics;
}

/**
 * Watches whether a group has the instances that it needs.
 *
 * - Fewer than what the loss of an Availability Zone leaves: a page for instances that serve users,
 *   by whichever of Auto Scaling and the load balancer counts fewer, and once. A group whose
 *   minimum is 0 has no such floor.
 * - Fewer than Auto Scaling wants, for 15 minutes: a ticket, since what protects against the loss
 *   of a zone is missing.
 */
export class AutoScalingAlarms extends Construct {
  /** In alarm while instances are missing, by either measure. */
  readonly missing: readonly cloudwatch.IAlarm[];

  constructor(scope: Construct, id: string, { alerts, group, requests }: AutoScalingAlarmsProps) {
    super(scope, id);
    const floor = floorOf(group) ?? 0;
    const severity: Severity = requests ? 'page' : 'ticket';
    const inService = groupMetric(group, 'GroupInServiceInstances', cloudwatch.Stats.MINIMUM);

    const missing: cloudwatch.IAlarm[] = [];
    if (floor > 0) {
      const description = `Fewer than ${floor} instances can work, which is what the loss of an Availability Zone would leave.`;
      const inServiceAlarm = metricAlarm(this, 'InService', alerts, {
        metric: inService,
        comparison: '<',
        threshold: floor,
        datapoints: [3, 3],
        withoutData: {
          treatedAs: 'breaching',
          because: 'Auto Scaling reports every minute, for as long as there is a group',
        },
        description,
        runbook: 'capacity',
        ...(!requests && { severity }),
      });
      missing.push(inServiceAlarm);
      if (requests) {
        const unhealthy = metricAlarm(this, 'Healthy', alerts, {
          metric: requests.targets('HealthyHostCount', 'Minimum'),
          comparison: '<',
          threshold: floor,
          datapoints: [3, 3],
          withoutData: {
            treatedAs: 'breaching',
            because: 'the load balancer counts its targets for as long as it has any',
          },
          description,
          runbook: 'capacity',
        });
        missing.push(unhealthy);
        compositeAlarm(this, 'Floor', alerts, {
          rule: cloudwatch.AlarmRule.anyOf(inAlarm(inServiceAlarm), inAlarm(unhealthy)),
          description,
          runbook: 'capacity',
          severity,
        });
      }
    }
    const shortfall = metricAlarm(this, 'Shortfall', alerts, {
      metric: new cloudwatch.MathExpression({
        label: 'Instances short of desired',
        period: Duration.minutes(1),
        expression: 'desired - inService',
        usingMetrics: { desired: desiredCapacity(group), inService },
      }),
      comparison: '>',
      threshold: 0,
      datapoints: [15, 15],
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'a group that reports nothing raises the alarm on its floor',
      },
      description:
        'Auto Scaling wants more instances than it has had for 15 minutes: launches fail, or instances do not get ready.',
      runbook: 'capacity',
      severity: 'ticket',
    });
    this.missing = [...missing, shortfall];
  }
}

/**
 * Tells that a group holds no instances by intention, as a pilot light's does until it is scaled
 * out: evidence that keeps other alarms quiet, and ends by itself with a failover.
 *
 * @returns undefined for a group that always has instances, or of which that cannot be seen
 */
export function idleAlarm(
  scope: Construct,
  alerts: Alerts,
  group: autoscaling.IAutoScalingGroupRef,
): cloudwatch.Alarm | undefined {
  if (floorOf(group) !== 0) return undefined;
  return metricAlarm(scope, 'Idle', alerts, {
    metric: desiredCapacity(group),
    comparison: '<',
    threshold: 1,
    datapoints: [1, 1],
    withoutData: {
      treatedAs: 'ignore',
      because: 'what was wanted is still wanted while nobody reports it',
    },
    description: 'This Region holds no instances, by intention.',
    runbook: 'capacity',
  });
}

function desiredCapacity(group: autoscaling.IAutoScalingGroupRef): cloudwatch.Metric {
  return groupMetric(group, 'GroupDesiredCapacity', cloudwatch.Stats.MAXIMUM);
}

/** A metric of a group by the minute, which the group is made to publish. */
export function groupMetric(
  group: autoscaling.IAutoScalingGroupRef,
  metricName: GroupMetricName,
  statistic: string,
): cloudwatch.Metric {
  publishMetric(group, metricName);
  return new cloudwatch.Metric({
    namespace: 'AWS/AutoScaling',
    metricName,
    statistic,
    period: Duration.minutes(1),
    dimensionsMap: { AutoScalingGroupName: group.autoScalingGroupRef.autoScalingGroupName },
  });
}
