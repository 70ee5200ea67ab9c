import { setTimeout as sleep } from 'node:timers/promises';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import type { Metrics } from '../telemetry/metrics.ts';
import { backoff } from './backoff.ts';
import type { Deadline } from './deadline.ts';
import { DeadlineExceeded, Outage, Unavailable } from './errors.ts';
import { RetryBudget } from './retry-budget.ts';

export interface DependencyOptions {
  readonly name: string;
  /** How many calls are under way at once, so that this dependency cannot take all there is. */
  readonly concurrency: number;
  /** How many calls wait for their turn; those beyond fail at once. */
  readonly waiting: number;
  /** How often a call is tried. More than 1 only where doing it twice is doing it once. */
  readonly attempts: number;
  readonly metrics: Metrics;
}

const tracer = trace.getTracer('orders');
/** Half of the last twenty calls failed: the dependency is down, not one call unlucky. */
const FAILURES = { threshold: 0.5, size: 20, minimumNumberOfCalls: 10 };
/** How soon one call finds out whether it works again. */
const TRY_AGAIN_MILLISECONDS = 1000;
const PAUSE = { base: 50, most: 400 };

/**
 * The way to something that may be slow, down or wrong: within the deadline, a bounded number at a
 * time (bulkhead), not at all while nearly everything fails (circuit breaker), and again where that
 * helps (backoff, jitter, a budget).
 */
export class Dependency {
  private readonly budget = new RetryBudget();
  private readonly bulkhead;
  private readonly breaker;
  private readonly options: DependencyOptions;

  constructor(options: DependencyOptions) {
    const { name, concurrency, waiting, metrics } = options;
    this.options = options;
    this.bulkhead = bulkhead(concurrency, waiting);
    this.breaker = circuitBreaker(
      // The deadline of something that this call asks in turn says nothing about this dependency.
      handleWhen(
        (error) =>
          error instanceof Outage || (error instanceof DeadlineExceeded && error.what === name),
      ),
      {
        halfOpenAfter: TRY_AGAIN_MILLISECONDS,
        breaker: new CountBreaker(FAILURES),
      },
    );
    this.breaker.onStateChange((state) =>
      metrics.breakerOpen.set({ dependency: name }, state === CircuitState.Open ? 1 : 0),
    );
  }

  /** Calls back each time the dependency is given up for a while. */
  onBreak(listener: () => void): void {
    this.breaker.onBreak(listener);
  }

  /**
   * Does `operation`, whose signal is aborted when the deadline passes.
   *
   * @throws Unavailable when it does not work, or has too much to do
   * @throws DeadlineExceeded when it did not answer in time
   */
  async call<T>(deadline: Deadline, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { name, attempts, metrics } = this.options;
    const span = tracer.startSpan(name, { kind: SpanKind.CLIENT });
    this.budget.called();
    try {
      for (let attempt = 0; ; attempt++) {
        try {
          const result = await this.once(deadline, operation);
          metrics.calls.inc({ dependency: name, outcome: 'ok' });
          return result;
        } catch (error) {
          const pause = backoff(attempt, PAUSE.base, PAUSE.most);
          const last = attempt + 1 >= attempts || pause >= deadline.remaining();
          if (!(error instanceof Outage) || last || !this.budget.take()) throw error;
          metrics.calls.inc({ dependency: name, outcome: 'retried' });
          await sleep(pause);
        }
      }
    } catch (error) {
      metrics.calls.inc({ dependency: name, outcome: 'failed' });
      span.setStatus({ code: SpanStatusCode.ERROR });
      // The server, which is told of the deadline, may be the first to notice that it passed.
      if (error instanceof Outage && deadline.remaining() === 0) throw new DeadlineExceeded(name);
      throw isNoAnswer(error) ? new Unavailable(name, error) : error;
    } finally {
      span.end();
    }
  }

  private once<T>(deadline: Deadline, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { name } = this.options;
    return this.breaker.execute(() =>
      this.bulkhead.execute(() => {
        // It may have waited for its turn until nobody waits for it: it has not been down.
        if (deadline.remaining() === 0) throw new Unavailable(name);
        return within(deadline, name, operation);
      }),
    );
  }
}

function isNoAnswer(error: unknown): boolean {
  return (
    error instanceof Outage ||
    error instanceof BrokenCircuitError ||
    error instanceof BulkheadRejectedError
  );
}

function within<T>(
  deadline: Deadline,
  name: string,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const expiry = new AbortController();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const late = new DeadlineExceeded(name);
      reject(late);
      expiry.abort(late);
    }, deadline.remaining());
    operation(expiry.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
