import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Annotations, Token } from 'aws-cdk-lib/core';
import type { aws_autoscaling as autoscaling } from 'aws-cdk-lib/interfaces';
import type { QueueConsumer } from '../queue/queue-consumer.ts';
import { resourceBehind } from './resource.ts';

/**
 * A queue, and where the messages go that nobody could handle: a `ResilientQueue`, or both as you have
 * them, `{ queue, deadLetterQueue }`.
 */
export interface IQueueWithDeadLetters {
  /** The queue. */
  readonly queue: sqs.IQueue;
  /** Its dead-letter queue. */
  readonly deadLetterQueue: sqs.IQueue;
  /**
   * Alarms on late messages and dead letters that it has already.
   *
   * @default - none
   */
  readonly alarms?: readonly cloudwatch.Alarm[];
}

/** A queue, and who consumes it: a `ResilientQueue`, or both as you have them, `{ queue, consumer }`. */
export interface IConsumedQueue {
  /** The queue. */
  readonly queue: sqs.IQueue;
  /** How it is consumed. */
  readonly consumer: QueueConsumer;
}

/** What handles the messages of a queue: `QueueWorkers`, or `{ group }` with a group that you have. */
export interface IQueueWorkers {
  /** The instances. */
  readonly group: autoscaling.IAutoScalingGroupRef;
}

/** What to call a queue: by its id, or by that of the construct which is all about it. */
export function nameOf({ queue: { node } }: IQueueWithDeadLetters): string {
  return node.id === 'Resource' && node.scope !== undefined ? node.scope.node.id : node.id;
}

/** What SQS takes when the template says nothing, in seconds. */
const DEFAULT_VISIBILITY_SECONDS = 30;

/**
 * Warns of a queue that gives a message to a second worker while the first one still handles it
 * (`evenkeel:visibilityTimeoutTooShort`), or that does not say (`evenkeel:visibilityTimeoutUnknown`).
 */
export function warnOfShortVisibility({ queue, consumer }: IConsumedQueue): void {
  const needed = consumer.visibilityTimeout.toSeconds();
  const resource = resourceBehind(queue, sqs.CfnQueue.isCfnQueue);
  const seconds = resource && (resource.visibilityTimeout ?? DEFAULT_VISIBILITY_SECONDS);
  if (seconds === undefined || Token.isUnresolved(seconds)) {
    Annotations.of(queue).addWarningV2(
      'evenkeel:visibilityTimeoutUnknown',
      `the visibility timeout of the queue cannot be seen: its consumer needs ${needed} seconds or more`,
    );
  } else if (seconds < needed) {
    Annotations.of(queue).addWarningV2(
      'evenkeel:visibilityTimeoutTooShort',
      `the visibility timeout of the queue is ${seconds} seconds, below the ${needed} that its ` +
        'consumer needs: a message is handled a second time before the first one is done',
    );
  }
}
