import { randomUUID } from 'node:crypto';
import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';
import type { Context } from 'hono';
import type { EmbeddedMetrics } from '../telemetry/embedded-metrics.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';

export interface ObserverOptions {
  readonly metrics: Metrics;
  readonly embeddedMetrics: EmbeddedMetrics;
  readonly log: Log;
}

/** What is known of each request afterwards: an id, a span, a line in the log, its share of the metrics. */
export type Observer = (
  c: Context,
  operation: string,
  answer: () => Promise<void>,
) => Promise<void>;

const tracer = trace.getTracer('orders');

export function observer({ metrics, embeddedMetrics, log }: ObserverOptions): Observer {
  return async (c, operation, answer) => {
    const start = performance.now();
    const requestId = requestIdOf(c);
    c.header('X-Request-Id', requestId);
    await traced(c, operation, answer);
    const { status } = c.res;
    const milliseconds = performance.now() - start;
    metrics.requests.observe({ operation, status }, milliseconds / 1000);
    embeddedMetrics.record(operation, milliseconds, status >= 500);
    const entry = { requestId, operation, status, milliseconds: Math.round(milliseconds) };
    if (c.error === undefined) log.info(entry, 'request');
    else if (status === 500) log.error({ ...entry, error: c.error }, 'request');
    else log.warn({ ...entry, error: reasonOf(c.error) }, 'request');
  };
}

/** Answers in a span that continues the trace of the caller. */
async function traced(c: Context, operation: string, answer: () => Promise<void>): Promise<void> {
  const parent = propagation.extract(context.active(), c.req.raw.headers, fromHeaders);
  const span = tracer.startSpan(operation, { kind: SpanKind.SERVER }, parent);
  await context.with(trace.setSpan(parent, span), answer);
  span.setAttribute('http.response.status_code', c.res.status);
  if (c.res.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

const fromHeaders: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/** The caller's own id, the load balancer's, or a new one. */
function requestIdOf(c: Context): string {
  const given = c.req.header('x-request-id') ?? c.req.header('x-amzn-trace-id') ?? '';
  return /^[\w.=;:-]{8,128}$/.test(given) ? given : randomUUID();
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
