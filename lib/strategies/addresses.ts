import { prefixFor, survivingAddresses } from '../../constructs/network/subnet-layout.ts';
import type { Problem } from '../validation/index.ts';
import type { Plan, RegionPlan } from './plan.ts';

/** How many addresses a Region's instances take when both groups have grown to their maximum. */
export function peakAddresses({ service }: RegionPlan): number {
  return service === undefined ? 0 : service.compute.maximum + service.workers.maximum;
}

/**
 * The Regions whose address range cannot hold the peak after the loss of an Availability Zone.
 *
 * @param names of the Regions in the order of the config
 */
export function addressProblems({ regions }: Plan, names: readonly string[]): Problem[] {
  return regions.flatMap((region) => {
    const zones = region.availabilityZones.length;
    const needed = peakAddresses(region);
    // What subnets an existing VPC has, only its owner knows.
    if (region.vpc !== undefined) return [];
    if (survivingAddresses(region.cidr, zones) >= needed) return [];
    const prefix = prefixFor(needed, zones);
    return [
      {
        key: `regions[${names.indexOf(region.region)}].cidr`,
        value: region.cidr,
        expected: `a range in which ${zones - 1} of ${zones} zones have ${needed} addresses for instances`,
        remedy:
          prefix === undefined
            ? 'lower peakInstances or peakWorkers: no VPC is large enough'
            : `choose a /${prefix} or larger, or leave it out to take the Region’s own /16`,
      },
    ];
  });
}
