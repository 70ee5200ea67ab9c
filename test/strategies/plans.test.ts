import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planFor, type RegionPlan } from '../../lib/strategies/index.ts';
import { documented } from '../../scripts/sample.ts';
import { configWith } from '../support/config.ts';
import { sharesTraffic } from '../support/plans.ts';
import { configOf, type Shape, shapes } from '../support/shapes.ts';

const planOf = (shape: Shape) => planFor(configOf(shape));

const tiers = ['compute', 'workers'] as const;

/** Instances that one Region keeps when it loses the zone that holds the most of them. */
function left(region: RegionPlan, tier: (typeof tiers)[number]): number {
  const zones = region.availabilityZones.length;
  const minimum = region.service?.[tier].minimum ?? 0;
  return minimum - Math.ceil(minimum / zones);
}

function kept(region: RegionPlan, tier: (typeof tiers)[number]): number {
  return region.service?.[tier].minimum ?? 0;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('for every strategy, 1 to 4 Regions, 2 to 6 zones and peaks of 1 to 100', () => {
  test('an Availability Zone can be lost in every serving Region and the peak is still carried', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const serving = planOf(shape).regions.filter(({ role }) => role !== 'standby');
        for (const tier of tiers) {
          const peak = tier === 'compute' ? shape.peakInstances : shape.peakWorkers;
          expect(sum(serving.map((region) => left(region, tier)))).toBeGreaterThanOrEqual(peak);
        }
      }),
    );
  });

  test('where Regions share the traffic any one can be lost, and the others carry the share that is planned', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const plan = planOf(shape);
        fc.pre(sharesTraffic(plan));
        const { regions } = plan;
        for (const lost of regions) {
          const others = regions.filter((region) => region !== lost);
          const share = lost.service?.share ?? 0;
          for (const tier of tiers) {
            const peak = tier === 'compute' ? shape.peakInstances : shape.peakWorkers;
            const left = sum(others.map((region) => kept(region, tier)));
            expect(left).toBeGreaterThanOrEqual(share * peak - 1e-6);
          }
        }
      }),
    );
  });

  test('a Region that takes over carries its share of the peak, also without one of its zones', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const plan = planOf(shape);
        fc.pre(!sharesTraffic(plan));
        for (const region of plan.regions) {
          const share = (region.service?.share ?? 0) * shape.peakInstances;
          expect(left(region, 'compute')).toBeGreaterThanOrEqual(share - 1e-6);
        }
      }),
    );
  });

  test('the fraction that is declared is the share of a standby that runs', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        fc.pre(shape.strategy === 'warm-standby');
        for (const { service } of planOf(shape).regions.slice(1)) {
          expect(service?.share).toBe(shape.standbyFraction);
        }
      }),
    );
  });

  test('a Region that may end up alone can grow to carry the peak and lose a zone after that', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        for (const { service, availabilityZones } of planOf(shape).regions) {
          if (service === undefined) continue;
          const zones = availabilityZones.length;
          expect((service.compute.maximum * (zones - 1)) / zones).toBeGreaterThanOrEqual(
            shape.peakInstances,
          );
          expect(service.compute.maximum).toBeGreaterThan(service.compute.minimum);
        }
      }),
    );
  });

  test('every zone gets the same number of instances, and none starts empty where the Region serves', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        for (const { service, availabilityZones, role } of planOf(shape).regions) {
          if (service === undefined) continue;
          const perZone = service.compute.minimum / availabilityZones.length;
          expect(perZone).toBe(Math.floor(perZone));
          if (role !== 'standby') expect(perZone).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('exactly one Region owns the database, and every other member can be promoted', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const members = planOf(shape).regions.flatMap(({ service }) => service?.database ?? []);
        expect(members.filter(({ membership }) => membership !== 'secondary')).toHaveLength(1);
        for (const { instances } of members) expect(instances).toBeGreaterThan(0);
        expect(members[0]?.membership).toBe(members.length > 1 ? 'primary' : 'single');
      }),
    );
  });

  test('no more is provisioned than the loss of a zone or of a Region asks for', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { regions } = planOf(shape);
        for (const region of regions) {
          const zones = region.availabilityZones.length;
          const minimum = region.service?.compute.minimum ?? 0;
          // One instance less in each zone would not do.
          const alone = (minimum / zones - 1) * (zones - 1);
          expect(alone).toBeLessThan(shape.peakInstances);
        }
      }),
    );
  });
});

test.each([
  // peak, zones, instances: z · ceil(p / (z − 1))
  [4, 3, 6],
  [4, 2, 8],
  [100, 3, 150],
  [1, 6, 6],
])(
  'a peak of %i in %i zones takes %i instances where a Region serves alone',
  (peak, zones, instances) => {
    const plan = planOf({
      strategy: 'multi-az',
      zones: [zones],
      peakInstances: peak,
      peakWorkers: 1,
      standbyFraction: 0.5,
    });
    expect(plan.regions[0]?.service?.compute.minimum).toBe(instances);
  },
);

test('a fraction that binary numbers cannot hold is not rounded up to another instance', () => {
  // 0.07 × 100 is 7.000000000000001.
  const plan = planOf({
    strategy: 'warm-standby',
    zones: [2, 2],
    peakInstances: 100,
    peakWorkers: 1,
    standbyFraction: 0.07,
  });
  expect(plan.regions[1]?.service?.compute.minimum).toBe(14);
});

test.each(documented.map(({ name }) => name))(
  'the plan of %s over two Regions is as documented',
  (strategy) => {
    const plan = planFor(configWith({ strategy }));
    expect(
      plan.regions.map(({ region, role, service, recovery }) => ({
        region,
        role,
        compute: service && `${service.compute.minimum} to ${service.compute.maximum}`,
        workers: service && `${service.workers.minimum} to ${service.workers.maximum}`,
        database:
          service &&
          `${service.database.membership} × ${service.database.instances}` +
            (service.database.writeForwarding ? ', forwards writes' : ''),
        cacheNodes: service?.cacheNodes,
        recovery: recovery.join(', '),
      })),
    ).toMatchSnapshot();
  },
);
