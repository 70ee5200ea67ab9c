import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DeadlineExceeded, Unavailable } from '../dependencies/errors.ts';

/** An error as clients read it: https://www.rfc-editor.org/rfc/rfc9457 */
export function problem(c: Context, status: ContentfulStatusCode, title: string, detail?: string) {
  // Somewhat later, and not all at the same time.
  if (status === 503) c.header('Retry-After', String(1 + Math.floor(Math.random() * 3)));
  return c.body(JSON.stringify({ title, status, detail }), status, {
    'Content-Type': 'application/problem+json',
  });
}

/** What an error means to clients; what it says is for the log. */
export function problemOf(c: Context, error: Error) {
  if (error instanceof Unavailable) return problem(c, 503, 'Not available', 'Please try again');
  if (error instanceof DeadlineExceeded) return problem(c, 504, 'No answer in time');
  return problem(c, 500, 'Internal error');
}
