import type { RegionRequirements, Requirements } from '../config/requirements.ts';
import { carrying } from './capacity.ts';
import { hasConsumers } from './consumers.ts';
import type {
  BackupPlan,
  Capacity,
  DatabasePlan,
  RegionPlan,
  RegionRole,
  ServicePlan,
} from './plan.ts';

/**
 * Two of everything that holds state: the second is in another Availability Zone and takes over.
 * More add read capacity, not redundancy against the loss of one zone.
 */
const statefulPair = 2;

interface ServiceOptions {
  readonly role: RegionRole;
  /** The share of the peak that it carries: 0 to 1. */
  readonly share: number;
  /** @default - what carries the share without one of the Region's zones */
  readonly size?: (peak: number, zones: number) => Capacity;
  readonly database: Pick<DatabasePlan, 'membership'> & Partial<DatabasePlan>;
  readonly backup?: BackupPlan;
  readonly recovery?: RegionPlan['recovery'];
}

/** The first Region serves; the others hold the data live, and are promoted and scaled to serve. */
export function firstWithStandbys(
  requirements: Requirements,
  standby: { readonly fraction: number; readonly databaseInstances?: number },
): RegionPlan[] {
  const { fraction, databaseInstances } = standby;
  return requirements.regions.map((region, index) =>
    index === 0
      ? regionWithService(region, requirements, {
          role: 'primary',
          share: 1,
          database: { membership: 'primary' },
        })
      : regionWithService(region, requirements, {
          role: 'standby',
          share: fraction,
          database: {
            membership: 'secondary',
            ...(databaseInstances !== undefined && { instances: databaseInstances }),
          },
          recovery: ['promote-database', 'scale-compute', 'shift-traffic'],
        }),
  );
}

/** A Region's plan for a service whose instances and workers are sized by the same formula. */
export function regionWithService(
  region: RegionRequirements,
  requirements: Requirements,
  options: ServiceOptions,
): RegionPlan {
  const { share, size = (peak, zones) => carrying(share, peak, zones) } = options;
  const zones = region.availabilityZones.length;
  const service: ServicePlan = {
    share,
    compute: size(requirements.peakInstances, zones),
    workers: hasConsumers(requirements)
      ? size(requirements.peakWorkers, zones)
      : { minimum: 0, maximum: 0 },
    database: {
      instances: statefulPair,
      writeForwarding: false,
      ...options.database,
      ...(region.databaseSnapshot !== undefined &&
        options.database.membership !== 'secondary' && { restoreFrom: region.databaseSnapshot }),
    },
    cacheNodes: statefulPair,
    backup: options.backup ?? replicatedBackup(region, requirements),
  };
  return { ...regionWithoutService(region, options.role, options.recovery), service };
}

/**
 * Where data is replicated as it is written, a copy of each backup goes to one other Region: it is
 * there for the loss of an account's or a Region's vault, not for the loss of the Region. In a
 * single Region there is nowhere to copy to.
 */
function replicatedBackup(region: RegionRequirements, { regions }: Requirements): BackupPlan {
  const next = regions[(regions.indexOf(region) + 1) % regions.length];
  return {
    copyTo: next === undefined || next === region ? [] : [next.name],
    objectiveMinutes: 24 * 60,
  };
}

/** A Region's plan that holds copies of backups and nothing that runs. */
export function regionWithoutService(
  region: RegionRequirements,
  role: RegionRole,
  recovery: RegionPlan['recovery'] = [],
): RegionPlan {
  const { name, ...rest } = region;
  return { ...rest, region: name, role, recovery };
}
