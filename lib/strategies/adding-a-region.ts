import type { Overrides } from '../config/overrides.ts';
import type { Capacity, RegionPlan } from './plan.ts';

/**
 * The Regions whose bucket does not exist yet, so that S3 would refuse to replicate to it: all of them
 * in the first deployment, and one that is being added.
 */
export function bucketsToCome(
  { firstDeployment, addRegion }: Overrides,
  regions: readonly RegionPlan[],
): string[] {
  if (firstDeployment === 'true') return regions.map(({ region }) => region);
  return addRegion === undefined ? [] : [addRegion];
}

/**
 * While a Region is added, the others keep the instances that they run without it: it serves only at
 * the end of the deployment.
 *
 * @param without what the strategy plans without the Region that is added
 */
export function keepingCapacity(
  regions: readonly RegionPlan[],
  without: readonly RegionPlan[],
): RegionPlan[] {
  return regions.map((plan) => {
    const before = without.find(({ region }) => region === plan.region)?.service;
    if (plan.service === undefined || before === undefined) return plan;
    const { compute, workers } = plan.service;
    return {
      ...plan,
      service: {
        ...plan.service,
        compute: larger(compute, before.compute),
        workers: larger(workers, before.workers),
      },
    };
  });
}

function larger(one: Capacity, other: Capacity): Capacity {
  return {
    minimum: Math.max(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
  };
}
