import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { compositeAlarm, inAlarm, metricAlarm, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';
import type { RequestMetrics } from './request-metrics.ts';

/** Properties of {@link LoadBalancerAlarms}. */
export interface LoadBalancerAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** How the requests went. */
  readonly requests: RequestMetrics;

  /**
   * In alarm while the Region holds no instances by intention: see `idleAlarm`.
   *
   * @default - the Region always holds instances
   */
  readonly idle?: cloudwatch.IAlarm | undefined;
}

/** A share of errors that no objective allows for a quarter of an hour, yet that wakes nobody. */
const ERROR_RATE = 0.01;
const A_QUARTER_OF_AN_HOUR = [12, 15] as const;

const NO_ERRORS: WithoutData = {
  treatedAs: 'notBreaching',
  because: 'the load balancer reports errors only while there are any',
};

/**
 * Opens tickets for what the load balancer sees and no objective pages for: who it is that fails,
 * the targets or the load balancer itself, slow responses, and targets that stay unhealthy.
 */
export class LoadBalancerAlarms extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerAlarmsProps) {
    super(scope, id);
    const { alerts, requests, idle } = props;
    const { slowAfter } = requests;

    metricAlarm(this, 'TargetErrors', alerts, {
      metric: requests.faultRateOf('target'),
      comparison: '>',
      threshold: ERROR_RATE,
      datapoints: A_QUARTER_OF_AN_HOUR,
      withoutData: NO_ERRORS,
      description: 'More than 1 % of requests are answered with 5XX by the instances.',
      runbook: 'loadBalancer',
      severity: 'ticket',
    });
    const elbErrors = metricAlarm(this, 'LoadBalancerErrors', alerts, {
      metric: requests.faultRateOf('elb'),
      comparison: '>',
      threshold: ERROR_RATE,
      datapoints: A_QUARTER_OF_AN_HOUR,
      withoutData: NO_ERRORS,
      description:
        'More than 1 % of requests are answered with 5XX by the load balancer: instances are missing, close connections, or do not answer in time.',
      runbook: 'loadBalancer',
      ...(idle === undefined && { severity: 'ticket' as const }),
    });
    if (idle !== undefined) {
      compositeAlarm(this, 'LoadBalancerErrorsInService', alerts, {
        rule: inAlarm(elbErrors),
        unless: idle,
        description: 'More than 1 % of requests are answered with 5XX by the load balancer.',
        runbook: 'loadBalancer',
        severity: 'ticket',
      });
    }
    metricAlarm(this, 'Latency', alerts, {
      metric: requests.responseTime(99),
      comparison: '>',
      threshold: slowAfter.toMilliseconds() / 1000,
      datapoints: A_QUARTER_OF_AN_HOUR,
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'there is no response time without responses',
      },
      description: `The slowest of a hundred responses takes longer than ${slowAfter.toHumanString()}.`,
      runbook: 'loadBalancer',
      severity: 'ticket',
    });
    metricAlarm(this, 'UnhealthyTargets', alerts, {
      // By every node, as ELB recommends: what only one of them thinks is a matter of its zone.
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
      metric: requests.targets('UnHealthyHostCount', 'Minimum'),
      comparison: '>',
      threshold: 0,
      datapoints: [15, 15],
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'too few targets have an alarm of their own',
      },
      description: 'Targets have been unhealthy for 15 minutes, and were not replaced.',
      runbook: 'loadBalancer',
      severity: 'ticket',
    });
  }
}
