import { Duration } from 'aws-cdk-lib/core';
import { visibilityTimeoutSeconds } from './sizing.ts';

/** How a Lambda function consumes the queue. */
export interface LambdaConsumerOptions {
  /** The function's timeout. */
  readonly timeout: Duration;

  /**
   * The event source mapping's batching window.
   *
   * @default Duration.seconds(0) - Lambda's own: it invokes as soon as messages are available
   */
  readonly batchingWindow?: Duration;
}

/** How a process that polls the queue consumes it. */
export interface PollerConsumerOptions {
  /**
   * The longest that handling one message takes. The poller has to enforce it, and to handle one
   * message at a time.
   */
  readonly timeout: Duration;
}

/**
 * Who consumes a queue, and what the queue owes to that kind of consumer.
 *
 * The visibility timeout is derived here, from the time that a handler may take: the two numbers
 * are one fact, and set apart they drift until messages are handled twice.
 */
export class QueueConsumer {
  /**
   * A Lambda function behind an event source mapping.
   *
   * @throws Error when a time is a token, or when the timeout is zero
   */
  static lambda(options: LambdaConsumerOptions): QueueConsumer {
    const timeout = secondsOf('timeout', options.timeout, 1);
    const window = secondsOf('batchingWindow', options.batchingWindow ?? Duration.seconds(0), 0);
    const visibility = visibilityTimeoutSeconds('lambda', timeout, window);
    // AWS asks for 5 or more: throttled invocations count as receives too
    // (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
    return new QueueConsumer(timeout, visibility, 5);
  }

  /**
   * A process that receives a message, handles it, deletes it and only then receives the next.
   *
   * @throws Error when the timeout is a token or zero
   */
  static poller(options: PollerConsumerOptions): QueueConsumer {
    const timeout = secondsOf('timeout', options.timeout, 1);
    const visibility = visibilityTimeoutSeconds('poller', timeout);
    // One receive can be lost to an instance that is replaced, and one to a deployment.
    return new QueueConsumer(timeout, visibility, 3);
  }

  /** The longest that handling one message, or one batch in Lambda, takes: whole seconds. */
  readonly handlerTimeout: Duration;

  /** How long a received message stays hidden from other consumers. */
  readonly visibilityTimeout: Duration;

  /** The fewest receives before the dead-letter queue that do not punish a healthy message. */
  readonly minReceiveCount: number;

  private constructor(handlerSeconds: number, visibilitySeconds: number, minReceiveCount: number) {
    this.handlerTimeout = Duration.seconds(handlerSeconds);
    this.visibilityTimeout = Duration.seconds(visibilitySeconds);
    this.minReceiveCount = minReceiveCount;
  }
}

function secondsOf(name: string, duration: Duration, least: number): number {
  if (duration.isUnresolved()) {
    throw new Error(
      `'${name}' must be known at synthesis, since the visibility timeout is computed from it; got a token`,
    );
  }
  // Part of a second is a second: SQS counts no fractions.
  const seconds = Math.ceil(duration.toMilliseconds() / 1000);
  if (seconds < least)
    throw new Error(`'${name}' must be at least ${least} second, got ${seconds}`);
  return seconds;
}
