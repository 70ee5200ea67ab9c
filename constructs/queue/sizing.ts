/**
 * The arithmetic of the queue tier: pure functions over seconds and counts, so that the same
 * numbers can be checked without synthesizing anything.
 */

/** The longest visibility timeout that SQS accepts, in seconds: 12 hours. */
export const MAX_VISIBILITY_TIMEOUT_SECONDS = 43_200;

/** The longest that a poll can wait for a message, in seconds; it also costs the fewest requests. */
export const RECEIVE_WAIT_SECONDS = 20;

/**
 * How long a message must stay hidden from other consumers once one has received it, in seconds.
 *
 * A Lambda function needs at least 6 times its timeout plus the batching window, since Lambda
 * holds a received batch while it waits to be allowed to invoke
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
 *
 * A poller that handles one message at a time starts as soon as it has received it, so the
 * handler's own timeout is enough to handle it; as much again leaves room to delete it through
 * retries. More would only make a message wait longer after its worker died, with its Availability
 * Zone for example, because nothing but this timeout gives it to a surviving worker
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html).
 */
export function visibilityTimeoutSeconds(
  consumer: 'lambda' | 'poller',
  handlerTimeoutSeconds: number,
  batchingWindowSeconds = 0,
): number {
  const factor = consumer === 'lambda' ? 6 : 2;
  return factor * handlerTimeoutSeconds + batchingWindowSeconds;
}

/**
 * How long a message can at most take from its first receive to the dead-letter queue, in seconds,
 * when every one of its receives fails as late as possible.
 */
export function longestRetrySeconds(visibilityTimeout: number, maxReceiveCount: number): number {
  return visibilityTimeout * maxReceiveCount;
}

/**
 * The age at which a message is late, in seconds.
 *
 * Once all its receives could have failed it would be a dead letter, so an older message was not
 * received often enough. At least 10 minutes, in which a scale-out answers a burst with nobody's
 * help; at most half of the retention period, which leaves the other half to act in.
 */
export function lateAfterSeconds(retrySeconds: number, retentionSeconds: number): number {
  return Math.floor(Math.min(Math.max(retrySeconds, 600), retentionSeconds / 2));
}

/**
 * How many waiting messages one worker may have before another worker is needed: what it handles
 * within the latency that is acceptable, and at least one
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html).
 *
 * @param acceptableLatencySeconds how long a message may wait until it has been handled
 * @param processingTimeSeconds how long one worker takes for one message, on average
 */
export function acceptableBacklogPerWorker(
  acceptableLatencySeconds: number,
  processingTimeSeconds: number,
): number {
  return Math.max(1, Math.floor(acceptableLatencySeconds / processingTimeSeconds));
}

/**
 * The smallest number of workers, spread evenly over `zones` Availability Zones, of which `needed`
 * are left when any one of the zones is lost (N+1, with nothing launched).
 *
 * @param needed workers that must be left
 * @param zones Availability Zones that the group spans, at least 2
 */
export function minimumWorkers(needed: number, zones: number): number {
  return zones * Math.ceil(needed / (zones - 1));
}

/**
 * How long a worker may take from SIGTERM until it has ended, in seconds: the long poll that is under
 * way and the message it may bring, then half a minute to delete it and to let go of what it holds.
 */
export function stopSeconds(handlerTimeoutSeconds: number): number {
  return RECEIVE_WAIT_SECONDS + handlerTimeoutSeconds + 30;
}

/**
 * How long Auto Scaling must wait for a worker that it is about to terminate, in seconds: until it
 * has ended, and half a minute to notice and to say so.
 */
export function drainSeconds(handlerTimeoutSeconds: number): number {
  return stopSeconds(handlerTimeoutSeconds) + 30;
}
