import * as sqs from 'aws-cdk-lib/aws-sqs';

/** The type of a queue and of its dead-letter queue, which SQS requires to be the same. */
export class QueueType {
  /**
   * At-least-once delivery in best-effort order, with a nearly unlimited throughput.
   *
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
   */
  static standard(): QueueType {
    return new QueueType({});
  }

  /**
   * Messages of one group in the order they were sent, each delivered once within the five-minute
   * deduplication interval; a message is recognised by the hash of its body.
   *
   * High throughput mode: limits and deduplication apply to each message group on its own, so two
   * groups may carry the same body. A message that goes to the dead-letter queue leaves its place
   * in the order to the next one of its group.
   *
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
   */
  static fifo(): QueueType {
    return new QueueType({
      fifo: true,
      contentBasedDeduplication: true,
      deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    });
  }

  /** What sets this type apart, as `sqs.Queue` takes it. */
  readonly queueProps: sqs.QueueProps;

  private constructor(queueProps: sqs.QueueProps) {
    this.queueProps = queueProps;
  }
}
