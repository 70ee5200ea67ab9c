import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alarmWindow,
  BURN_RATE_WINDOWS,
  budgetSpent,
  detectionSeconds,
  errorRate,
  requestsPerError,
} from '../../../constructs/observability/burn-rate.ts';

describe('the windows are those of the SRE workbook', () => {
  test.each(
    [
      ['page', 14.4, 1, 5, 0.02],
      ['page', 6, 6, 30, 0.05],
      ['ticket', 3, 24, 120, 0.1],
      ['ticket', 1, 72, 360, 0.1],
    ].map((row, index) => [index, ...row] as [number, string, number, number, number, number]),
  )(
    '%i: %s at %d times over %d hours and %d minutes, when %d of the budget is gone',
    (index, severity, burnRate, hours, shortMinutes, spent) => {
      const windows = BURN_RATE_WINDOWS[index];
      expect(windows).toEqual({ severity, burnRate, longMinutes: hours * 60, shortMinutes });
      expect(windows && budgetSpent(windows)).toBeCloseTo(spent, 12);
    },
  );

  test('there are four of them, and each short window is a twelfth of the long one', () => {
    expect(BURN_RATE_WINDOWS).toHaveLength(4);
    for (const { longMinutes, shortMinutes } of BURN_RATE_WINDOWS) {
      expect(longMinutes / shortMinutes).toBe(12);
    }
  });
});

test('at 99.99 % the thresholds are 0.144, 0.06, 0.03 and 0.01 %', () => {
  expect(BURN_RATE_WINDOWS.map(({ burnRate }) => errorRate(99.99, burnRate))).toEqual([
    0.00144, 0.0006, 0.0003, 0.0001,
  ]);
});

test.each([
  [99.99, [5.184, 12.96, 25.92, 25.92]],
  [99.9, [51.84, 129.6, 259.2, 259.2]],
])('a total outage at %d %% takes %j seconds to detect', (target, seconds) => {
  const found = BURN_RATE_WINDOWS.map((windows) => detectionSeconds(target, windows));
  for (const [index, value] of seconds.entries()) expect(found[index]).toBeCloseTo(value, 9);
});

test('at 99.99 % one error fires the fastest page in fewer than 695 requests', () => {
  expect(requestsPerError(99.99, 14.4)).toBeCloseTo(694.44, 2);
  expect(1 / 694).toBeGreaterThan(errorRate(99.99, 14.4));
  expect(1 / 695).toBeLessThan(errorRate(99.99, 14.4));
});

test('a budget that burns at its rate all the time lasts 30 days, whatever the objective', () => {
  fc.assert(
    fc.property(fc.double({ min: 90, max: 99.999, noNaN: true }), (target) => {
      expect(errorRate(target, 1)).toBeCloseTo((100 - target) / 100, 8);
      expect(
        budgetSpent({ severity: 'page', burnRate: 1, longMinutes: 43_200, shortMinutes: 3600 }),
      ).toBe(1);
    }),
  );
});

test.each([
  [5, { periodMinutes: 5, datapoints: 1 }],
  [360, { periodMinutes: 360, datapoints: 1 }],
  [1440, { periodMinutes: 1440, datapoints: 1 }],
  [4320, { periodMinutes: 1440, datapoints: 3 }],
])(
  'CloudWatch evaluates %i minutes as %j, within a week and with periods within a day',
  (minutes, window) => {
    expect(alarmWindow(minutes)).toEqual(window);
  },
);
