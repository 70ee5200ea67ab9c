import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Annotations, Duration, Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { IConsumedQueue, IQueueWithDeadLetters } from '../inputs/queue.ts';
import { noSnapshots } from '../removal.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import type { QueueConsumer } from './queue-consumer.ts';
import { QueueType } from './queue-type.ts';
import {
  lateAfterSeconds,
  longestRetrySeconds,
  MAX_VISIBILITY_TIMEOUT_SECONDS,
  RECEIVE_WAIT_SECONDS,
} from './sizing.ts';

/** The longest that SQS keeps a message. */
const MAX_RETENTION = Duration.days(14);

const DEFAULTS = Object.freeze({
  maxReceiveCount: 5,
  retentionPeriod: Duration.days(4),
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
});

/** Properties of {@link ResilientQueue}. */
export interface ResilientQueueProps {
  /** Who consumes the queue; the visibility timeout follows from it. */
  readonly consumer: QueueConsumer;

  /**
   * Standard or FIFO.
   *
   * @default QueueType.standard() - order costs throughput and lets one message hold up its group
   */
  readonly type?: QueueType;

  /**
   * The key that encrypts the messages at rest, one of the queue's own Region.
   *
   * @default - SSE-SQS: a key that SQS owns, with no dependency on KMS and no charge
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How often a message is received before it goes to the dead-letter queue.
   *
   * @default 5 - enough that throttling, a deployment and a lost instance do not condemn a good
   *   message, and few enough that a bad one does not circle for long
   */
  readonly maxReceiveCount?: number;

  /**
   * How long a message that nobody handles is kept, less than the dead-letter queue's 14 days.
   *
   * @default Duration.days(4) - as SQS's own: a long weekend, with 10 days left in the dead-letter
   *   queue
   */
  readonly retentionPeriod?: Duration;

  /**
   * Who hears of messages that are late or dead.
   *
   * @default - no alarms: an alarm that tells nobody is none
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * What becomes of both queues, and of the messages in them, when they leave the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - messages are kept, and a first deployment
   *   that is rolled back leaves no empty queue behind to block the next one by its name
   */
  readonly removalPolicy?: RemovalPolicy;
}

const rules: readonly ValidationRule<ResilientQueueProps>[] = [
  {
    condition: ({ consumer }) =>
      consumer.visibilityTimeout.toSeconds() > MAX_VISIBILITY_TIMEOUT_SECONDS,
    message: ({ consumer }) =>
      `'consumer' must need a visibility timeout of at most 12 hours, needs ${consumer.visibilityTimeout.toHumanString()} for a handler of ${consumer.handlerTimeout.toHumanString()}: split the work into shorter messages`,
  },
  {
    condition: ({ maxReceiveCount }) => maxReceiveCount !== undefined && !isCount(maxReceiveCount),
    message: ({ maxReceiveCount }) =>
      `'maxReceiveCount' must be an integer from 1 to 1000, known at synthesis; got ${Token.isUnresolved(maxReceiveCount) ? 'a token' : maxReceiveCount}`,
  },
  {
    condition: ({ retentionPeriod }) =>
      retentionPeriod !== undefined && !isRetention(retentionPeriod),
    message: ({ retentionPeriod }) =>
      `'retentionPeriod' must be at least 1 minute and less than the 14 days of the dead-letter queue, known at synthesis; got ${retentionPeriod?.isUnresolved() ? 'a token' : retentionPeriod?.toHumanString()}: a message keeps its age when it becomes a dead letter`,
  },
  {
    condition: (props) => {
      const { retention, count, retrySeconds } = timesOf(props);
      return isRetention(retention) && isCount(count) && retrySeconds >= retention.toSeconds();
    },
    message: (props) => {
      const { retention, retrySeconds } = timesOf(props);
      return `'retentionPeriod' must be longer than a message takes to reach the dead-letter queue, which is ${Duration.seconds(retrySeconds).toHumanString()} (maxReceiveCount x visibility timeout); got ${retention.toHumanString()}: the message would expire unseen, so retain it longer or receive it less often`;
    },
  },
  noSnapshots,
];

/**
 * An SQS queue from which no message gets lost unnoticed.
 *
 * - A message that cannot be handled goes to a dead-letter queue, which keeps it for longer than
 *   the source queue would (14 days) and accepts messages from this queue only.
 * - A message reappears when its consumer dies, and not while it is still being handled: the
 *   visibility timeout is derived from the handler's.
 * - Messages are encrypted at rest and, by policy, in transit.
 * - With `alarmTopic`, late messages and dead letters raise an alarm, and silence clears neither.
 *
 * SQS stores a message on several servers of its Region
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-resilience.html)
 * and copies nothing to other Regions (https://aws.amazon.com/sqs/faqs/): give each Region a queue
 * of its own.
 *
 * @throws Error with every prop that is out of range or contradicts another
 */
export class ResilientQueue extends Construct implements IQueueWithDeadLetters, IConsumedQueue {
  /** The source queue. */
  readonly queue: sqs.IQueue;

  /** Where messages go that cannot be handled. */
  readonly deadLetterQueue: sqs.IQueue;

  /** Who consumes the queue. */
  readonly consumer: QueueConsumer;

  /** The alarms on the age of the oldest message and on dead letters; empty without a topic. */
  readonly alarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: ResilientQueueProps) {
    super(scope, id);
    validateProps(this, props, rules);
    const { consumer, type = QueueType.standard(), encryptionKey } = props;
    const { retention, count: maxReceiveCount, retrySeconds } = timesOf(props);
    if (maxReceiveCount < consumer.minReceiveCount) {
      Annotations.of(this).addWarningV2(
        'evenkeel:lowMaxReceiveCount',
        `maxReceiveCount is ${maxReceiveCount}, below the ${consumer.minReceiveCount} that this kind of consumer needs: messages will go to the dead-letter queue for faults that are not theirs`,
      );
    }
    const common: sqs.QueueProps = {
      ...type.queueProps,
      encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      ...(encryptionKey && { encryptionMasterKey: encryptionKey }),
      enforceSSL: true,
      removalPolicy: props.removalPolicy ?? DEFAULTS.removalPolicy,
    };

    // Each queue has to name the other, the source its dead-letter queue and that one the sources
    // it accepts. CloudFormation cannot resolve such a circle, so the source's name is derived.
    const queueName = `${Names.uniqueResourceName(this, { maxLength: 75, separator: '-' })}${type.queueProps.fifo ? '.fifo' : ''}`;
    const queueArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetterQueue', {
      ...common,
      retentionPeriod: MAX_RETENTION,
      redriveAllowPolicy: {
        redrivePermission: sqs.RedrivePermission.BY_QUEUE,
        sourceQueues: [sqs.Queue.fromQueueArn(this, 'Source', queueArn)],
      },
    });
    this.queue = new sqs.Queue(this, 'Resource', {
      ...common,
      queueName,
      retentionPeriod: retention,
      visibilityTimeout: consumer.visibilityTimeout,
      receiveMessageWaitTime: Duration.seconds(RECEIVE_WAIT_SECONDS),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
    this.consumer = consumer;
    const late = Duration.seconds(lateAfterSeconds(retrySeconds, retention.toSeconds()));
    this.alarms = props.alarmTopic ? this.addAlarms(props.alarmTopic, late) : [];
  }

  /**
   * SQS stops reporting metrics for a queue that nobody has used for hours
   * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html).
   * Silence is therefore no news: `IGNORE` keeps the state that the last data left, so that an idle
   * queue alarms nobody and dead letters do not become OK by being forgotten.
   */
  private addAlarms(topic: sns.ITopic, age: Duration): cloudwatch.Alarm[] {
    const period = Duration.minutes(1);
    const treatMissingData = cloudwatch.TreatMissingData.IGNORE;
    const alarms = [
      new cloudwatch.Alarm(this, 'AgeAlarm', {
        alarmDescription: `Messages in ${this.node.path} wait for longer than ${age.toHumanString()}: consumers are down, too few, or failing.`,
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold: age.toSeconds(),
        // The age is approximate: three minutes of five are evidence, one may be an outlier.
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        treatMissingData,
      }),
      new cloudwatch.Alarm(this, 'DeadLetterAlarm', {
        alarmDescription: `Messages of ${this.node.path} could not be handled: find out why, then redrive them within 14 days of their sending.`,
        metric: this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
          period,
          statistic: 'Maximum',
        }),
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData,
      }),
    ];
    for (const alarm of alarms) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
    return alarms;
  }
}

/** How long messages are kept, how often they are received, and how long that can take. */
function timesOf(props: ResilientQueueProps) {
  const retention = props.retentionPeriod ?? DEFAULTS.retentionPeriod;
  const count = props.maxReceiveCount ?? DEFAULTS.maxReceiveCount;
  const retrySeconds = longestRetrySeconds(props.consumer.visibilityTimeout.toSeconds(), count);
  return { retention, count, retrySeconds };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 1000;
}

function isRetention(period: Duration): boolean {
  if (period.isUnresolved()) return false;
  return period.toSeconds() >= 60 && period.toSeconds() < MAX_RETENTION.toSeconds();
}
