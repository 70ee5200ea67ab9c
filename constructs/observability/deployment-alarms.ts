import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ICountsFailedStarts } from '../inputs/auto-scaling-group.ts';
import type { IQueueWithDeadLetters } from '../inputs/queue.ts';
import { metricAlarm, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';
import { MINIMUM_BAD_REQUESTS, type RequestMetrics } from './request-metrics.ts';

/** Properties of {@link DeploymentAlarms}. */
export interface DeploymentAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /**
   * What counts the instances that failed to start, as a `MultiAzAutoScalingGroup` does.
   *
   * @default - nothing: a failed start shows in what follows from it
   */
  readonly group?: ICountsFailedStarts;

  /**
   * How the requests to the instances went.
   *
   * @default - the instances serve nobody over a load balancer
   */
  readonly requests?: RequestMetrics;

  /**
   * The queue that the instances consume.
   *
   * @default - they consume none
   */
  readonly queue?: IQueueWithDeadLetters;

  /**
   * Whether the group may hold no instances, of which there is no data then.
   *
   * @default false - instances always run, and a deployment of which nothing is seen does not go on
   */
  readonly standby?: boolean;
}

/** No objective allows more; one new instance of a hundred, failing, makes as many. */
const FAILURE_RATE = 0.01;

/** Five times what a latency objective of 99 % leaves, since new instances have cold caches. */
const SLOW_RATE = 0.05;

/** A worker that fails everything, among ten. */
const FAILED_RECEIVES = 0.1;

/** Evidence within five minutes, of which a single outlier is none. */
const THREE_OF_FIVE_MINUTES = [3, 5] as const;

const noData = (because: string): WithoutData => ({ treatedAs: 'notBreaching', because });
const blind = (because: string): WithoutData => ({ treatedAs: 'breaching', because });

/**
 * The evidence that a deployment does harm, for `MultiAzAutoScalingGroup.gateDeployments`, within
 * five minutes each, and ten for dead letters, which are received several times before they are
 * ones; a ticket as well, since users who are hurt page anyway.
 *
 * - Instances do not start.
 * - Behind a load balancer: requests fail, responses are slow, or targets stay unhealthy.
 * - At a queue: receives end without the message being handled, or messages become dead letters.
 *
 * No data, no progress: what always reports while instances run (the health of targets, the receives of
 * workers) counts as harm when it is missing, or a bad version would pass unseen while CloudWatch is
 * blind, as on 2020-11-25 in us-east-1 (https://aws.amazon.com/message/11201/). What is reported only
 * when something is wrong is health when it is missing. None of them refers to the group itself, which
 * is updated after them.
 */
export class DeploymentAlarms extends Construct {
  /** Give these to `gateDeployments`. */
  readonly alarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: DeploymentAlarmsProps) {
    super(scope, id);
    const { alerts, group, requests, queue, standby = false } = props;
    this.alarms = [
      ...(group ? [this.onStarts(alerts, group)] : []),
      ...(requests ? this.onRequests(alerts, requests, standby) : []),
      ...(queue ? this.onMessages(alerts, queue, standby) : []),
    ];
  }

  private onStarts(alerts: Alerts, { failedStarts }: ICountsFailedStarts): cloudwatch.Alarm {
    return metricAlarm(this, 'FailedStarts', alerts, {
      metric: failedStarts,
      comparison: '>',
      threshold: 0,
      datapoints: [1, 1],
      withoutData: noData('an instance reports a start only when it fails'),
      description: 'An instance failed to start; its last words are in the log group.',
      runbook: 'deployment',
      severity: 'ticket',
    });
  }

  private onRequests(
    alerts: Alerts,
    requests: RequestMetrics,
    standby: boolean,
  ): cloudwatch.Alarm[] {
    return [
      metricAlarm(this, 'FailedRequests', alerts, {
        metric: requests.targetFailureRate(),
        comparison: '>',
        threshold: FAILURE_RATE,
        datapoints: THREE_OF_FIVE_MINUTES,
        withoutData: noData('errors are only reported while there are any'),
        description: 'More than 1 % of requests fail in the instances.',
        runbook: 'deployment',
        severity: 'ticket',
      }),
      metricAlarm(this, 'SlowResponses', alerts, {
        metric: requests.slowRate(),
        comparison: '>',
        threshold: SLOW_RATE,
        datapoints: THREE_OF_FIVE_MINUTES,
        withoutData: noData('there is no response time without responses'),
        description: `More than 5 % of responses take longer than ${requests.slowAfter.toHumanString()}.`,
        runbook: 'deployment',
        severity: 'ticket',
      }),
      metricAlarm(this, 'UnhealthyTargets', alerts, {
        metric: requests.targets('UnHealthyHostCount', 'Minimum'),
        comparison: '>',
        threshold: 0,
        datapoints: [5, 5],
        withoutData: standby
          ? noData('a load balancer without targets has no unhealthy ones')
          : blind('a load balancer reports its targets every minute'),
        description: 'Targets have been unhealthy for 5 minutes, although they had started.',
        runbook: 'deployment',
        severity: 'ticket',
      }),
    ];
  }

  private onMessages(
    alerts: Alerts,
    { queue, deadLetterQueue }: IQueueWithDeadLetters,
    standby: boolean,
  ) {
    const minute = { period: Duration.minutes(1), statistic: cloudwatch.Stats.SUM };
    // Without `received` there is no value: it is what tells that SQS reports at all.
    const failed = 'received - FILL(deleted, 0)';
    return [
      metricAlarm(this, 'FailedMessages', alerts, {
        metric: new cloudwatch.MathExpression({
          label: 'Receives that ended without a deletion',
          period: minute.period,
          expression: `IF(${failed} >= ${MINIMUM_BAD_REQUESTS}, (${failed}) / received, 0)`,
          usingMetrics: {
            received: queue.metricNumberOfMessagesReceived(minute),
            deleted: queue.metricNumberOfMessagesDeleted(minute),
          },
        }),
        comparison: '>',
        threshold: FAILED_RECEIVES,
        datapoints: THREE_OF_FIVE_MINUTES,
        withoutData: standby
          ? noData('SQS reports nothing for a queue that nobody uses')
          : blind('SQS reports a queue that workers ask every minute'),
        description: 'More than 10 % of received messages are not handled.',
        runbook: 'deployment',
        severity: 'ticket',
      }),
      metricAlarm(this, 'NewDeadLetters', alerts, {
        // More than before: those that wait to be redriven must not stop the deployment that mends
        // their handler. The maximum of five minutes evens out that SQS only estimates the number.
        // SQS reports nothing of a queue that nobody has used for hours, so the first dead letters
        // follow nothing; those that were there may then count as new, for five minutes.
        metric: new cloudwatch.MathExpression({
          label: 'New dead letters',
          period: Duration.minutes(5),
          expression: 'DIFF(FILL(dead, 0))',
          usingMetrics: {
            dead: deadLetterQueue.metricApproximateNumberOfMessagesVisible({
              period: Duration.minutes(5),
              statistic: cloudwatch.Stats.MAXIMUM,
            }),
          },
        }),
        comparison: '>',
        threshold: 0,
        datapoints: [1, 1],
        withoutData: noData('SQS reports nothing for a queue that nobody uses'),
        description: 'Messages have become dead letters in the last five minutes.',
        runbook: 'deployment',
        severity: 'ticket',
      }),
    ];
  }
}
