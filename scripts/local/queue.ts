import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

export interface LocalQueue {
  readonly url: string;
  readonly deadLetterUrl: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Credentials that nothing checks, so that the SDK looks for no others. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Starts a queue that speaks SQS, in this process, with dead letters after five attempts. */
export async function startQueue(): Promise<LocalQueue> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = new SQSClient({ endpoint, region: 'eu-west-1', credentials });
  const create = async (QueueName: string, Attributes: Record<string, string>) => {
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return new URL(new URL(QueueUrl).pathname, endpoint).href;
  };
  const deadLetterUrl = await create('orders-dead-letters', {});
  const url = await create('orders', {
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:000000000000:orders-dead-letters',
      maxReceiveCount: 5,
    }),
  });
  client.destroy();
  return {
    url,
    deadLetterUrl,
    port: Number(new URL(endpoint).port),
    stop: () => app.close(),
  };
}
