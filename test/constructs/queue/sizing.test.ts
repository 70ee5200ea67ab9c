import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  acceptableBacklogPerWorker,
  drainSeconds,
  lateAfterSeconds,
  longestRetrySeconds,
  minimumWorkers,
  RECEIVE_WAIT_SECONDS,
  visibilityTimeoutSeconds,
} from '../../../constructs/queue/sizing.ts';

const seconds = (max: number) => fc.integer({ min: 1, max });

test('the visibility timeout of a function is six times its timeout and the batching window', () => {
  expect(visibilityTimeoutSeconds('lambda', 30)).toBe(180);
  expect(visibilityTimeoutSeconds('lambda', 30, 300)).toBe(480);
});

test('the visibility timeout of a poller leaves as long to delete a message as to handle it', () => {
  expect(visibilityTimeoutSeconds('poller', 30)).toBe(60);
});

test('a message is never visible again while its handler may still run', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('lambda' as const, 'poller' as const),
      seconds(7200),
      fc.integer({ min: 0, max: 300 }),
      (consumer, handler, window) =>
        visibilityTimeoutSeconds(consumer, handler, window) >= 2 * handler + window,
    ),
  );
});

test('a worker with the acceptable backlog drains it within the acceptable latency', () => {
  fc.assert(
    fc.property(seconds(86_400), seconds(3600), (latency, processing) => {
      const backlog = acceptableBacklogPerWorker(latency, processing);
      // A message that takes longer than the acceptable latency is late on any number of workers.
      expect(backlog * processing).toBeLessThanOrEqual(Math.max(latency, processing));
      expect((backlog + 1) * processing).toBeGreaterThan(latency);
      expect(Number.isInteger(backlog) && backlog >= 1).toBe(true);
    }),
  );
  expect(acceptableBacklogPerWorker(10, 0.1)).toBe(100);
});

test('any Availability Zone can go and the needed workers are left, with one fewer per zone they are not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 2, max: 6 }),
      (needed, zones) => {
        const workers = minimumWorkers(needed, zones);
        const perZone = workers / zones;
        expect(Number.isInteger(perZone)).toBe(true);
        expect(workers - perZone).toBeGreaterThanOrEqual(needed);
        expect((perZone - 1) * (zones - 1)).toBeLessThan(needed);
      },
    ),
  );
});

test('an instance waits for the poll that is under way and the message that it brings', () => {
  fc.assert(
    fc.property(seconds(7000), (handler) => drainSeconds(handler) > RECEIVE_WAIT_SECONDS + handler),
  );
});

test('an alarm leaves half of the retention period, and a burst ten minutes', () => {
  fc.assert(
    fc.property(seconds(1_000_000), seconds(1_209_600), (retry, retention) => {
      const late = lateAfterSeconds(retry, retention);
      expect(late).toBeLessThanOrEqual(retention / 2);
      if (retention >= 1200) expect(late).toBeGreaterThanOrEqual(600);
    }),
  );
  expect(lateAfterSeconds(longestRetrySeconds(180, 5), 345_600)).toBe(900);
  expect(lateAfterSeconds(longestRetrySeconds(10, 5), 345_600)).toBe(600);
});
