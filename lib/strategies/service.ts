import type { RegionRequirements, Requirements } from '../config/requirements.ts';
import type { Capacity, DatabasePlan, RegionPlan, RegionRole, ServicePlan } from './plan.ts';

/**
 * Two of everything that holds state: the second is in another Availability Zone and takes over.
 * More add read capacity, not redundancy against the loss of one zone.
 */
const statefulPair = 2;

/** A Region's plan for a service whose instances and workers are sized by the same formula. */
export function regionWithService(
  region: RegionRequirements,
  requirements: Requirements,
  options: {
    readonly role: RegionRole;
    readonly size: (peak: number, zones: number) => Capacity;
    readonly database: Pick<DatabasePlan, 'membership'> & Partial<DatabasePlan>;
    readonly recovery?: RegionPlan['recovery'];
  },
): RegionPlan {
  const zones = region.availabilityZones.length;
  const service: ServicePlan = {
    compute: options.size(requirements.peakInstances, zones),
    workers: options.size(requirements.peakWorkers, zones),
    database: { instances: statefulPair, writeForwarding: false, ...options.database },
    cacheNodes: statefulPair,
  };
  return { ...regionWithoutService(region, options.role, options.recovery), service };
}

/** A Region's plan that holds copies of backups and nothing that runs. */
export function regionWithoutService(
  region: RegionRequirements,
  role: RegionRole,
  recovery: RegionPlan['recovery'] = [],
): RegionPlan {
  const { name, availabilityZones, cidr } = region;
  return { region: name, role, availabilityZones, cidr, recovery };
}
