import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { IQueueWithDeadLetters } from '../inputs/queue.ts';
import { resourceBehind } from '../inputs/resource.ts';
import type { ResilientQueue } from '../queue/index.ts';
import { lateAfterSeconds, longestRetrySeconds } from '../queue/sizing.ts';
import { metricAlarm, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';
import { linkRunbook } from './runbooks.ts';

/** Properties of {@link QueueAlarms}. */
export interface QueueAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The queue, with its dead-letter queue. */
  readonly queue: IQueueWithDeadLetters;

  /**
   * How long a message may wait before it is late.
   *
   * @default - once all its receives could have failed, from 10 minutes to half of its retention, as
   *   the template of the queue says; 10 minutes where it does not
   */
  readonly lateAfter?: Duration;
}

const MINUTE = { period: Duration.minutes(1), statistic: cloudwatch.Stats.MAXIMUM };

const NO_NEWS: WithoutData = {
  treatedAs: 'ignore',
  because: 'SQS stops reporting on queues that nobody uses',
};

/** What SQS takes when the template says nothing, in seconds. */
const DEFAULTS = { visibilityTimeout: 30, messageRetentionPeriod: 4 * 24 * 60 * 60 };

/**
 * Opens tickets for messages that are late, and for those that nobody could handle: for a queue that
 * has no alarms of its own, as a `ResilientQueue` with an `alarmTopic` does.
 */
export class QueueAlarms extends Construct {
  /** In alarm while messages wait for too long. */
  readonly late: cloudwatch.IAlarm;
  /** In alarm while there are dead letters. */
  readonly deadLetters: cloudwatch.IAlarm;

  constructor(scope: Construct, id: string, props: QueueAlarmsProps) {
    super(scope, id);
    const { alerts, queue: watched } = props;
    const lateAfter = props.lateAfter ?? Duration.seconds(derivedLateness(watched));
    this.late = metricAlarm(this, 'Age', alerts, {
      metric: watched.queue.metricApproximateAgeOfOldestMessage(MINUTE),
      comparison: '>',
      threshold: lateAfter.toSeconds(),
      // The age is approximate: three minutes of five are evidence, one may be an outlier.
      datapoints: [3, 5],
      withoutData: NO_NEWS,
      description: `Messages wait for longer than ${lateAfter.toHumanString()}: consumers are down, too few, or failing.`,
      runbook: 'queue',
      severity: 'ticket',
    });
    this.deadLetters = metricAlarm(this, 'DeadLetters', alerts, {
      metric: watched.deadLetterQueue.metricApproximateNumberOfMessagesVisible(MINUTE),
      comparison: '>',
      threshold: 0,
      datapoints: [1, 1],
      withoutData: NO_NEWS,
      description: 'Messages could not be handled: find out why, then redrive them.',
      runbook: 'queue',
      severity: 'ticket',
    });
  }
}

function derivedLateness({ queue }: IQueueWithDeadLetters): number {
  const resource = resourceBehind(queue, sqs.CfnQueue.isCfnQueue);
  const visibility = resource?.visibilityTimeout ?? DEFAULTS.visibilityTimeout;
  const retention = resource?.messageRetentionPeriod ?? DEFAULTS.messageRetentionPeriod;
  const receives = Number(resource?.redrivePolicy?.maxReceiveCount ?? 0);
  const unknown = [visibility, retention, receives].some(
    (number) => Token.isUnresolved(number) || Number.isNaN(number),
  );
  const retries = unknown ? 0 : longestRetrySeconds(visibility, receives);
  return lateAfterSeconds(retries, unknown ? DEFAULTS.messageRetentionPeriod : retention);
}

/**
 * Adds the link to the runbook to the alarms of a queue. They are the queue's own, on late messages
 * and dead letters: give it `alarmTopic: alerts.ticket`, so that both open tickets.
 *
 * @throws Error when the queue has no alarms, since it was given no topic
 */
export function linkQueueRunbook({ node, alarms }: ResilientQueue, alerts: Alerts): void {
  if (alarms.length === 0) {
    throw new Error(
      `${node.path}: 'queue' must have alarms, got none: pass 'alarmTopic' to it, for example alerts.ticket`,
    );
  }
  for (const alarm of alarms) linkRunbook(alarm, alerts, 'queue');
}
