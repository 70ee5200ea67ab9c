import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  azLossFloor,
  cpuTargetPercent,
  instancesPerAz,
  rollingUpdatePace,
} from '../../../constructs/service/capacity.ts';

const azCounts = fc.integer({ min: 2, max: 6 });
const instances = fc.integer({ min: 0, max: 500 });

/** The instances of each zone when Auto Scaling spreads a group evenly. */
function balanced(total: number, azCount: number): number[] {
  return Array.from({ length: azCount }, (_, az) => Math.floor((total + az) / azCount));
}

describe('azLossFloor', () => {
  test.each([
    [6, 3, 4],
    [7, 3, 4],
    [4, 2, 2],
    [1, 3, 0],
    [0, 3, 0],
  ])('of %i instances over %i zones is %i', (minimum, azCount, floor) => {
    expect(azLossFloor(minimum, azCount)).toBe(floor);
  });

  test('is what remains of a balanced group, whichever zone is lost', () => {
    fc.assert(
      fc.property(instances, azCounts, (minimum, azCount) => {
        const zones = balanced(minimum, azCount);
        const survivors = zones.map((lost) => minimum - lost);
        expect(azLossFloor(minimum, azCount)).toBe(Math.min(...survivors));
      }),
    );
  });

  test('carries the peak when the minimum is z * ceil(peak / (z - 1))', () => {
    fc.assert(
      fc.property(instances, azCounts, (peak, azCount) => {
        const minimum = azCount * Math.ceil(peak / (azCount - 1));
        expect(azLossFloor(minimum, azCount)).toBeGreaterThanOrEqual(peak);
      }),
    );
  });
});

describe('rollingUpdatePace', () => {
  const bounds = fc
    .tuple(instances, fc.integer({ min: 0, max: 500 }))
    .map(([minimum, headroom]) => ({ minimum, maximum: Math.max(1, minimum + headroom) }));

  test('never takes a group below its AZ-loss floor', () => {
    fc.assert(
      fc.property(bounds, azCounts, ({ minimum, maximum }, azCount) => {
        const { minInstancesInService } = rollingUpdatePace(minimum, maximum, azCount);
        expect(minInstancesInService).toBeGreaterThanOrEqual(azLossFloor(minimum, azCount));
      }),
    );
  });

  test('keeps the whole minimum in service when there is headroom', () => {
    fc.assert(
      fc.property(bounds, azCounts, ({ minimum, maximum }, azCount) => {
        fc.pre(maximum > minimum);
        expect(rollingUpdatePace(minimum, maximum, azCount).minInstancesInService).toBe(minimum);
      }),
    );
  });

  test('is one that CloudFormation accepts', () => {
    fc.assert(
      fc.property(bounds, azCounts, ({ minimum, maximum }, azCount) => {
        const pace = rollingUpdatePace(minimum, maximum, azCount);
        expect(pace.minInstancesInService).toBeGreaterThanOrEqual(0);
        expect(pace.minInstancesInService).toBeLessThan(maximum);
        expect(pace.maxBatchSize).toBeGreaterThanOrEqual(1);
        expect(pace.maxBatchSize).toBeLessThanOrEqual(
          Math.max(1, instancesPerAz(minimum, azCount)),
        );
      }),
    );
  });

  test('replaces one instance of a scaled-out standby at a time', () => {
    expect(rollingUpdatePace(0, 9, 3)).toEqual({ minInstancesInService: 0, maxBatchSize: 1 });
  });
});

describe('cpuTargetPercent', () => {
  test.each([
    [2, 45],
    [3, 60],
    [6, 75],
  ])('over %i zones is %i', (azCount, percent) => {
    expect(cpuTargetPercent(azCount)).toBe(percent);
  });

  test('leaves the survivors of a zone at 90 % or less', () => {
    fc.assert(
      fc.property(azCounts, (azCount) => {
        expect((cpuTargetPercent(azCount) * azCount) / (azCount - 1)).toBeLessThanOrEqual(90);
      }),
    );
  });
});
