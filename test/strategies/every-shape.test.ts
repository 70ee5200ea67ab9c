import { expect, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { type Plan, planFor, strategies } from '../../lib/strategies/index.ts';
import { sharesTraffic } from '../support/plans.ts';
import { configOf } from '../support/shapes.ts';

const zoneCounts = [2, 3, 4, 5, 6];
const peaks = Array.from({ length: 100 }, (_, index) => index + 1);
const fractions = [0.07, 0.3, 0.5, 1];

/** What HA-REG-6 asks of a plan: whole instances against what was declared, without rounding errors. */
function shortfalls(plan: Plan): string[] {
  const { floors } = profileOf(plan);
  const [first] = plan.regions;
  const holding = plan.regions.filter(({ service }) => service !== undefined);
  return (['compute', 'workers'] as const).flatMap((tier) => {
    const peak = tier === 'compute' ? plan.peakInstances : plan.peakWorkers;
    const wanted = Math.ceil((floors?.standbyFraction ?? 0) * peak - 1e-9);
    const minimum = (region: Plan['regions'][number]) => region.service?.[tier].minimum ?? 0;
    if (sharesTraffic(plan)) {
      return holding.flatMap((lost) => {
        const rest = holding.filter((region) => region !== lost);
        const left = rest.reduce((sum, region) => sum + minimum(region), 0);
        return left >= wanted ? [] : [`${tier}: ${left} of ${wanted} without ${lost.region}`];
      });
    }
    return holding.flatMap((region) => {
      if (region === first) return [];
      const zones = region.availabilityZones.length;
      const left = (minimum(region) / zones) * (zones - 1);
      const grown = ((region.service?.[tier].maximum ?? 0) / zones) * (zones - 1);
      return left >= wanted && grown >= peak
        ? []
        : [`${tier}: ${left} of ${wanted}, ${grown} of ${peak}`];
    });
  });
}

test.each(strategies.map(({ name }) => name))(
  'the floors of %s hold for every number of zones, and every peak from 1 to 100',
  (strategy) => {
    const wrong: string[] = [];
    for (const here of zoneCounts) {
      for (const there of zoneCounts) {
        for (const peak of peaks) {
          const standbyFraction = fractions[peak % fractions.length] ?? 0.5;
          const zones = [here, there, ...(strategy === 'multi-az' ? [] : [3])];
          // Workers in other numbers than instances: each tier rounds by itself.
          const peakWorkers = 101 - peak;
          const shape = { strategy, zones, peakInstances: peak, peakWorkers, standbyFraction };
          wrong.push(
            ...shortfalls(planFor(configOf(shape))).map((text) => `${zones} ${peak}: ${text}`),
          );
        }
      }
    }
    expect(wrong).toEqual([]);
  },
);
