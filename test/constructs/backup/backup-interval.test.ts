import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupIntervalHours } from '../../../constructs/backup/index.ts';

test.each([
  [120, 1],
  [239, 1],
  [240, 2],
  [360, 3],
  [480, 4],
  [600, 4],
  [720, 6],
  [960, 8],
  [1440, 12],
  [2879, 12],
  [2880, 24],
  [10_080, 24],
])('an objective of %i minutes takes backups every %i hours', (objective, hours) => {
  expect(backupIntervalHours(objective)).toBe(hours);
});

test('half of the objective is left for the way to the other Region', () => {
  fc.assert(
    fc.property(fc.integer({ min: 120, max: 10_080 }), (objective) => {
      expect(backupIntervalHours(objective) * 60).toBeLessThanOrEqual(objective / 2);
    }),
  );
});

test('the intervals of a day are equal', () => {
  fc.assert(
    fc.property(fc.integer({ min: 120, max: 10_080 }), (objective) => {
      expect(24 % backupIntervalHours(objective)).toBe(0);
    }),
  );
});

test('fails when hourly copies come too late', () => {
  expect(() => backupIntervalHours(119)).toThrow(
    'copies of backups meet a recovery point objective of 120 minutes or more, got 119: replicate the data instead',
  );
});
