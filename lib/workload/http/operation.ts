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
import { createMiddleware } from 'hono/factory';
import type { Configuration } from '../configuration.ts';
import { Deadline } from '../dependencies/deadline.ts';
import type { EmbeddedMetrics } from '../telemetry/embedded-metrics.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { Admission, type Worth } from './admission.ts';
import { problem } from './problem.ts';

/** What every handler of a request is given. */
export interface RequestVariables {
  Variables: { readonly deadline: Deadline };
}

/** The least that a caller may ask for: with less, nothing would be tried, and all would look down. */
const LEAST_MILLISECONDS = 100;
const tracer = trace.getTracer('orders');

export interface OperationOptions {
  readonly configuration: Configuration;
  readonly metrics: Metrics;
  readonly embeddedMetrics: EmbeddedMetrics;
  readonly log: Log;
}

/**
 * What each request gets, whatever it asks for: a place or a quick refusal, a deadline, an id, a
 * span, a line in the log and its share of the metrics.
 */
export function operations({ configuration, metrics, embeddedMetrics, log }: OperationOptions) {
  const { requestTimeout, maxConcurrency } = configuration.http;
  const admission = new Admission(maxConcurrency);

  return (operation: string, worth: Worth) =>
    createMiddleware<RequestVariables>(async (c, next) => {
      const start = performance.now();
      const requestId = requestIdOf(c);
      c.header('X-Request-Id', requestId);
      c.set('deadline', Deadline.in(timeoutOf(c, requestTimeout)));

      if (admission.enter(worth)) {
        try {
          await traced(c, operation, next);
        } finally {
          admission.leave();
        }
      } else {
        metrics.shed.inc({ operation });
        c.res = problem(c, 503, 'Too much to do', 'Please try again');
      }

      const { status } = c.res;
      const milliseconds = performance.now() - start;
      metrics.requests.observe({ operation, status }, milliseconds / 1000);
      embeddedMetrics.record(operation, milliseconds, status >= 500);
      const entry = { requestId, operation, status, milliseconds: Math.round(milliseconds) };
      if (c.error === undefined) log.info(entry, 'request');
      else if (status === 500) log.error({ ...entry, error: c.error }, 'request');
      else log.warn({ ...entry, error: reasonOf(c.error) }, 'request');
    });
}

/** Runs the rest in a span that continues the trace of the caller. */
async function traced(c: Context, operation: string, next: () => Promise<void>): Promise<void> {
  const parent = propagation.extract(context.active(), c.req.raw.headers, fromHeaders);
  const span = tracer.startSpan(operation, { kind: SpanKind.SERVER }, parent);
  await context.with(trace.setSpan(parent, span), next);
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

/** How long the caller waits, in `X-Request-Timeout-Ms`, and at most what the service allows. */
function timeoutOf(c: Context, most: number): number {
  const given = Number(c.req.header('x-request-timeout-ms') ?? most);
  return Number.isFinite(given) ? Math.min(most, Math.max(LEAST_MILLISECONDS, given)) : most;
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
