export {
  type LambdaConsumerOptions,
  type PollerConsumerOptions,
  QueueConsumer,
} from './queue-consumer.ts';
export { FINISH_MESSAGE_HOOK, type QueuePollerOptions, queuePoller } from './queue-poller.ts';
export { QueueType } from './queue-type.ts';
export { QueueWorkers, type QueueWorkersProps } from './queue-workers.ts';
export { ResilientQueue, type ResilientQueueProps } from './resilient-queue.ts';
export {
  acceptableBacklogPerWorker,
  drainSeconds,
  lateAfterSeconds,
  longestRetrySeconds,
  minimumWorkers,
  visibilityTimeoutSeconds,
} from './sizing.ts';
