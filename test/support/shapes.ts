import fc from 'fast-check';
import { type EvenkeelConfig, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from './config.ts';

const regionNames = ['eu-west-1', 'us-east-1', 'ap-northeast-1', 'sa-east-1'];

/** What shapes an architecture: a strategy, its Regions by their number of zones, and the peaks. */
export interface Shape {
  readonly strategy: StrategyName;
  readonly zones: readonly number[];
  readonly peakInstances: number;
  readonly peakWorkers: number;
  readonly standbyFraction: number;
}

/** Every strategy × 1 to 4 Regions × 2 to 6 Availability Zones × peaks of 1 to 100. */
export const shapes: fc.Arbitrary<Shape> = fc
  .record({
    strategy: fc.constantFrom(...strategies),
    zones: fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 4 }),
    peakInstances: fc.integer({ min: 1, max: 100 }),
    peakWorkers: fc.integer({ min: 1, max: 100 }),
    standbyFraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .filter(({ strategy, zones }) => zones.length >= strategy.minimumRegions)
  .map((shape) => ({ ...shape, strategy: shape.strategy.name }));

/** The config of a shape. */
export function configOf({ zones, ...sizes }: Shape): EvenkeelConfig {
  return configWith({
    ...sizes,
    objectives: { availabilityPercent: 95 },
    regions: zones.map((count, index) => ({
      name: regionNames[index] ?? '',
      availabilityZones: [...'abcdef'].slice(0, count).map((zone) => regionNames[index] + zone),
      acceptTwoAvailabilityZones: true,
    })),
  });
}
