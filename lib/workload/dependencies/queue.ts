import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Configuration } from '../configuration.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { Deadline } from './deadline.ts';
import { Dependency } from './dependency.ts';
import { Outage } from './errors.ts';

/** What SQS takes in one call. */
export const BATCH = 10;
const CALL_MILLISECONDS = 3000;

export interface OutgoingMessage {
  readonly id: string;
  readonly body: string;
}

export class Queue {
  private readonly client: SQSClient;
  private readonly sending: Dependency;
  private readonly receiving: Dependency;
  private readonly url: string;
  private readonly receiveWait: number;
  private readonly visibilityTimeout: number;

  constructor({ queue, placement }: Configuration, metrics: Metrics) {
    this.url = queue.url;
    this.receiveWait = queue.receiveWait;
    this.visibilityTimeout = queue.visibilityTimeout;
    this.client = new SQSClient({
      region: placement.region,
      // Where the queue's URL says: on this machine as well as in its Region.
      endpoint: new URL(queue.url).origin,
      // Retries are the dependency's, within its budget.
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 1000 },
    });
    const options = { concurrency: 50, waiting: 50, attempts: 3, metrics };
    this.sending = new Dependency({ ...options, name: 'queue-send' });
    this.receiving = new Dependency({ ...options, name: 'queue-receive' });
  }

  /**
   * Sends up to {@link BATCH} messages.
   *
   * @returns the ids of those that arrived: each of a batch does or does not for itself
   */
  async send(messages: readonly OutgoingMessage[]): Promise<string[]> {
    const Entries = messages.map(({ id, body }) => ({ Id: id, MessageBody: body }));
    const { Successful = [] } = await this.within(this.sending, (abortSignal) =>
      this.client.send(new SendMessageBatchCommand({ QueueUrl: this.url, Entries }), {
        abortSignal,
      }),
    );
    return Successful.flatMap(({ Id }) => Id ?? []);
  }

  /** Waits for messages, each with the number of times it was received. */
  async receive(most: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: Math.min(BATCH, most),
      WaitTimeSeconds: this.receiveWait,
      VisibilityTimeout: this.visibilityTimeout,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    const { Messages = [] } = await this.within(
      this.receiving,
      (abortSignal) => this.client.send(command, { abortSignal }),
      this.receiveWait * 1000,
    );
    return Messages;
  }

  async delete({ ReceiptHandle }: Message): Promise<void> {
    const command = new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle });
    await this.within(this.receiving, (abortSignal) => this.client.send(command, { abortSignal }));
  }

  /** Hides a message for so many seconds from now on; with 0 it can be received at once. */
  async hide({ ReceiptHandle }: Message, seconds: number): Promise<void> {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: this.url,
      ReceiptHandle,
      VisibilityTimeout: Math.round(seconds),
    });
    await this.within(this.receiving, (abortSignal) => this.client.send(command, { abortSignal }));
  }

  async ping(deadline: Deadline): Promise<void> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: this.url,
      AttributeNames: ['QueueArn'],
    });
    await this.sending.call(deadline, (abortSignal) =>
      this.client.send(command, { abortSignal }).catch(outage),
    );
  }

  close(): void {
    this.client.destroy();
  }

  private within<T>(
    dependency: Dependency,
    send: (signal: AbortSignal) => Promise<T>,
    wait = 0,
  ): Promise<T> {
    const deadline = Deadline.in(wait + CALL_MILLISECONDS);
    return dependency.call(deadline, (signal) => send(signal).catch(outage));
  }
}

function outage(error: unknown): never {
  throw new Outage(error);
}
