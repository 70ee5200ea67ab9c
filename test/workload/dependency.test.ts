import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { readConfiguration } from '../../lib/workload/configuration.ts';
import { Deadline } from '../../lib/workload/dependencies/deadline.ts';
import { Dependency } from '../../lib/workload/dependencies/dependency.ts';
import { DeadlineExceeded, Outage, Unavailable } from '../../lib/workload/dependencies/errors.ts';
import { RetryBudget } from '../../lib/workload/dependencies/retry-budget.ts';
import { Admission } from '../../lib/workload/http/admission.ts';
import { EmbeddedMetrics } from '../../lib/workload/telemetry/embedded-metrics.ts';
import { createLog } from '../../lib/workload/telemetry/log.ts';
import { createMetrics } from '../../lib/workload/telemetry/metrics.ts';

const configuration = readConfiguration({
  AWS_REGION: 'eu-west-1',
  AVAILABILITY_ZONE: 'eu-west-1b',
  DATABASE_WRITER_ENDPOINT: 'writer',
  DATABASE_NAME: 'orders',
  DATABASE_USER: 'app',
  QUEUE_URL: 'http://127.0.0.1/1/orders',
  LOG_LEVEL: 'silent',
});

function dependency(options: { concurrency?: number; waiting?: number; attempts?: number } = {}) {
  const metrics = createMetrics(configuration);
  const defaults = { concurrency: 100, waiting: 0, attempts: 1 };
  return new Dependency({ name: 'thing', ...defaults, ...options, metrics });
}

const down = () => Promise.reject(new Outage(new Error('down')));
const soon = () => Deadline.in(5000);

describe('a dependency', () => {
  test('is tried again when it does not work, and then is not available', async () => {
    const once = vi.fn().mockImplementationOnce(down).mockResolvedValue('answer');
    expect(await dependency({ attempts: 3 }).call(soon(), once)).toBe('answer');
    expect(once).toHaveBeenCalledTimes(2);

    const never = vi.fn(down);
    await expect(dependency({ attempts: 3 }).call(soon(), never)).rejects.toThrow(
      new Unavailable('thing'),
    );
    expect(never).toHaveBeenCalledTimes(3);
  });

  test('is not tried again when the call is wrong', async () => {
    const wrong = vi.fn(() => Promise.reject(new TypeError('a mistake')));
    await expect(dependency({ attempts: 3 }).call(soon(), wrong)).rejects.toThrow('a mistake');
    expect(wrong).toHaveBeenCalledTimes(1);
  });

  test('gets few retries, however many calls fail', async () => {
    const called = vi.fn(down);
    const one = dependency({ attempts: 3 });
    // All at once, so that the breaker does not help.
    await Promise.allSettled(Array.from({ length: 100 }, () => one.call(soon(), called)));
    expect(called.mock.calls.length).toBeGreaterThanOrEqual(100);
    expect(called.mock.calls.length).toBeLessThanOrEqual(100 + 10 + 10);
  });

  test('is left alone while nearly everything fails, and asked again after a second', async () => {
    const failing = vi.fn(down);
    const one = dependency();
    for (let call = 0; call < 30; call++) {
      await expect(one.call(soon(), failing)).rejects.toThrow(Unavailable);
    }
    expect(failing.mock.calls.length).toBeLessThan(15);
    const works = vi.fn(async () => 'answer');
    await expect(one.call(soon(), works)).rejects.toThrow(Unavailable);
    expect(works).not.toHaveBeenCalled();
    await sleep(1100);
    expect(await one.call(soon(), works)).toBe('answer');
  });

  test('is not waited for beyond the deadline, and not asked after it', async () => {
    const one = dependency({ concurrency: 1, waiting: 1 });
    const start = performance.now();
    const hanging = one.call(Deadline.in(100), () => sleep(3000));
    const queued = vi.fn(async () => 'too late');
    const waiting = one.call(Deadline.in(50), queued);
    await expect(hanging).rejects.toThrow(DeadlineExceeded);
    expect(performance.now() - start).toBeLessThan(2900);
    await expect(waiting).rejects.toThrow(Unavailable);
    expect(queued).not.toHaveBeenCalled();
  });

  test('is late when it fails after the deadline, whoever notices first', async () => {
    const late = dependency().call(Deadline.in(20), async () => {
      const end = performance.now() + 40;
      while (performance.now() < end);
      throw new Outage(new Error('canceling statement due to statement timeout'));
    });
    await expect(late).rejects.toThrow(DeadlineExceeded);
  });

  test('tells what it asks when nobody waits any more', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const hanging = dependency().call(Deadline.in(50), (signal) => {
      signal.addEventListener('abort', () => resolve(signal.reason));
      return sleep(3000);
    });
    await expect(hanging).rejects.toThrow(DeadlineExceeded);
    expect(await promise).toBeInstanceOf(DeadlineExceeded);
  });

  test('takes a bounded number of calls, and turns the others away at once', async () => {
    const one = dependency({ concurrency: 2, waiting: 1 });
    const { promise, resolve } = Promise.withResolvers<string>();
    const calls = Array.from({ length: 5 }, () => one.call(soon(), () => promise));
    const settled = Promise.allSettled(calls);
    await expect(calls[3]).rejects.toThrow(Unavailable);
    await expect(calls[4]).rejects.toThrow(Unavailable);
    resolve('answer');
    expect((await settled).filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });
});

test('the budget gives a tenth of the calls as retries, and no more than ten at once', () => {
  const budget = new RetryBudget();
  const taken = () => {
    let count = 0;
    while (budget.take()) count += 1;
    return count;
  };
  expect(taken()).toBe(10);
  for (let call = 0; call < 55; call++) budget.called();
  expect(taken()).toBe(5);
  for (let call = 0; call < 1000; call++) budget.called();
  expect(taken()).toBe(10);
});

test('what is worth least is turned away first', () => {
  const admission = new Admission(10);
  const entered = (worth: 'cheap' | 'normal' | 'dear') => {
    let count = 0;
    while (admission.enter(worth)) count += 1;
    return count;
  };
  expect([entered('cheap'), entered('normal'), entered('dear')]).toEqual([6, 2, 2]);
  admission.leave();
  expect([admission.enter('normal'), admission.enter('dear')]).toEqual([false, true]);
});

test('embedded metrics count every request, and sample latencies fairly', () => {
  const log = createLog(configuration);
  const written = vi.spyOn(log, 'info');
  const metrics = new EmbeddedMetrics(configuration, log);
  for (let request = 0; request < 1000; request++) metrics.record('GetOrder', request, request < 7);
  metrics.record('PlaceOrder', 5, false);
  metrics.close();
  const [first, second] = written.mock.calls.map(([line]) => line as unknown as Line);
  expect(first).toMatchObject({
    Operation: 'GetOrder',
    AvailabilityZone: 'eu-west-1b',
    Requests: 1000,
    Faults: 7,
  });
  expect(first?.Latency).toHaveLength(100);
  // Of the first hundred alone the mean would be 50, of all of them 500.
  const mean = (first?.Latency ?? []).reduce((sum, value) => sum + value, 0) / 100;
  expect(mean).toBeGreaterThan(300);
  expect(mean).toBeLessThan(700);
  expect(second).toMatchObject({ Operation: 'PlaceOrder', Requests: 1, Latency: [5] });
});

interface Line {
  readonly Latency: readonly number[];
}
