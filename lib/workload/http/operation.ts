import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Configuration } from '../configuration.ts';
import { Deadline } from '../dependencies/deadline.ts';
import { Admission, type Worth } from './admission.ts';
import { type ObserverOptions, observer } from './observe.ts';
import { problem } from './problem.ts';

/** What every handler of a request is given. */
export interface RequestVariables {
  Variables: { readonly deadline: Deadline };
}

/** The least that a caller may ask for: with less, nothing would be tried, and all would look down. */
const LEAST_MILLISECONDS = 100;

export interface OperationOptions extends ObserverOptions {
  readonly configuration: Configuration;
}

/**
 * What each request gets, whatever it asks for: a place or a quick refusal, a deadline, and that it
 * is known of afterwards.
 */
export function operations(options: OperationOptions) {
  const { requestTimeout, maxConcurrency } = options.configuration.http;
  const admission = new Admission(maxConcurrency);
  const observe = observer(options);

  return (operation: string, worth: Worth) =>
    createMiddleware<RequestVariables>((c, next) => {
      c.set('deadline', Deadline.in(timeoutOf(c, requestTimeout)));
      return observe(c, operation, async () => {
        if (!admission.enter(worth)) {
          options.metrics.shed.inc({ operation });
          c.res = problem(c, 503, 'Too much to do', 'Please try again');
          return;
        }
        try {
          await next();
        } finally {
          admission.leave();
        }
      });
    });
}

/** How long the caller waits, in `X-Request-Timeout-Ms`, and at most what the service allows. */
function timeoutOf(c: Context, most: number): number {
  const given = Number(c.req.header('x-request-timeout-ms') ?? most);
  return Number.isFinite(given) ? Math.min(most, Math.max(LEAST_MILLISECONDS, given)) : most;
}
