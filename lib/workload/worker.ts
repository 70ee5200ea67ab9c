import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import type { Configuration } from './configuration.ts';
import { Database } from './dependencies/database.ts';
import { Queue } from './dependencies/queue.ts';
import { confirmOrder } from './orders/confirm.ts';
import { Consumer } from './orders/consumer.ts';
import { parseMessage } from './orders/message.ts';
import { run } from './program.ts';
import type { Log } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';

const tracer = trace.getTracer('orders');

/** The worker: does what the messages of the queue ask for. */
export async function startWorker(configuration: Configuration, log: Log) {
  const metrics = createMetrics(configuration);
  const database = new Database(configuration, metrics);
  const queue = new Queue(configuration, metrics);
  const { concurrency, visibilityTimeout } = configuration.queue;
  const consumer = new Consumer({
    queue,
    metrics,
    log,
    concurrency,
    visibilityTimeout,
    handle: async (text, deadline) => {
      const message = parseMessage(text);
      const parent = propagation.extract(context.active(), message.trace);
      const span = tracer.startSpan('ConfirmOrder', { kind: SpanKind.CONSUMER }, parent);
      const confirm = () => confirmOrder(database, deadline, message);
      return context.with(trace.setSpan(parent, span), confirm).finally(() => span.end());
    },
  });
  log.info('working');

  return {
    async stop(): Promise<void> {
      await consumer.stop();
      await database.close();
      queue.close();
    },
  };
}

if (import.meta.main) await run(startWorker);
