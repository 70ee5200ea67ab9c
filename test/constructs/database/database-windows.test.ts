import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { databaseWindows } from '../../../constructs/database/index.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = 24 * 60;

/** The minutes of the week that a window of RDS covers, parsed without the code under test. */
function minutes(window: string): number[] {
  const daily = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(window);
  const weekly = /^(\w{3}):(\d\d):(\d\d)-(\w{3}):(\d\d):(\d\d)$/.exec(window);
  const of = (hours: string | undefined, rest: string | undefined) =>
    Number(hours) * 60 + Number(rest);
  const between = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => from + index);
  if (daily) {
    const [, fromHour, fromMinute, toHour, toMinute] = daily;
    const day = between(of(fromHour, fromMinute), of(toHour, toMinute));
    return DAYS.flatMap((_, index) => day.map((minute) => index * DAY + minute));
  }
  if (!weekly) throw new Error(`not a window: ${window}`);
  const [, fromDay = '', fromHour, fromMinute, toDay = '', toHour, toMinute] = weekly;
  expect(DAYS).toEqual(expect.arrayContaining([fromDay, toDay]));
  return between(
    DAYS.indexOf(fromDay) * DAY + of(fromHour, fromMinute),
    DAYS.indexOf(toDay) * DAY + of(toHour, toMinute),
  );
}

function shared(one: number[], other: number[]): number[] {
  const minutes = new Set(one);
  return other.filter((minute) => minutes.has(minute));
}

const position = fc.integer({ min: 0, max: 10 });
const regions = fc.uniqueArray(position, { minLength: 2, maxLength: 5 });

describe('the windows of a Region', () => {
  test('never overlap those of another Region, be they for backups or for maintenance', () => {
    fc.assert(
      fc.property(regions, (positions) => {
        const busy = positions.map((region) => {
          const { backup, maintenance } = databaseWindows(region);
          return [...minutes(backup), ...minutes(maintenance)];
        });
        for (const [index, one] of busy.entries()) {
          for (const other of busy.slice(index + 1)) {
            expect(shared(one, other)).toEqual([]);
          }
        }
      }),
    );
  });

  test('of backups and of maintenance never overlap each other', () => {
    fc.assert(
      fc.property(position, (region) => {
        const { backup, maintenance } = databaseWindows(region);
        expect(shared(minutes(backup), minutes(maintenance))).toEqual([]);
      }),
    );
  });

  test('of two instances are apart, within that of their cluster', () => {
    fc.assert(
      fc.property(position, (region) => {
        const { maintenance, instanceMaintenance } = databaseWindows(region);
        const [even, odd] = instanceMaintenance.map(minutes) as [number[], number[]];
        expect(shared(even, odd)).toEqual([]);
        expect([...even, ...odd]).toEqual(minutes(maintenance));
      }),
    );
  });

  test('are as long as RDS requires, half an hour or more', () => {
    fc.assert(
      fc.property(position, (region) => {
        const { backup, maintenance, instanceMaintenance } = databaseWindows(region);
        expect(minutes(backup).length / DAYS.length).toBeGreaterThanOrEqual(30);
        for (const window of [maintenance, ...instanceMaintenance]) {
          expect(minutes(window).length).toBeGreaterThanOrEqual(30);
        }
      }),
    );
  });

  test('of up to five Regions are on different working days', () => {
    const days = [0, 1, 2, 3, 4].map((region) => databaseWindows(region).maintenance.slice(0, 3));
    expect(days).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
  });

  test.each([-1, 11, 0.5, Number.NaN])('fails for position %s, which no Region has', (region) => {
    expect(() => databaseWindows(region)).toThrow(
      `the position of a Region must be an integer from 0 to 10, got ${region}`,
    );
  });
});
