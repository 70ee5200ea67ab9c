import type { Subnets } from '../subnets.ts';
import { isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';
import type { ValkeyCacheProps } from './valkey-cache.ts';

type Checked = ValkeyCacheProps & { readonly subnets: Subnets };

const DAY = '(sun|mon|tue|wed|thu|fri|sat)';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const weekly = new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`);
const daily = new RegExp(`^${TIME}-${TIME}$`);

/**
 * The families that AWS names for Global Datastores, from size large on.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
 */
const globalDatastoreFamilies = ['c7gn', 'm5', 'm6g', 'm7g', 'r5', 'r6g', 'r6gd', 'r7g'];
const globalDatastoreSize = /^(\d*x)?large$/;

/** What must not hold about the props of a cache. */
export const rules: ValidationRule<Checked>[] = [
  {
    condition: ({ subnets }) => subnets.mostZones < 2,
    message: ({ subnets }) =>
      `'vpcSubnets' must select subnets in at least 2 Availability Zones, so that a replica survives ` +
      `the loss of one, got ${subnets.found}: left out, it selects the isolated subnets of 'vpc'; ` +
      `select others, or pass a VPC over more zones`,
  },
  {
    condition: ({ shards }) => outside(shards, 1, 500),
    message: ({ shards }) => `'shards' must be a whole number from 1 to 500, got ${shards}`,
  },
  {
    condition: ({ replicasPerShard }) => outside(replicasPerShard, 1, 5),
    message: ({ replicasPerShard }) =>
      `'replicasPerShard' must be a whole number from 1, to survive the loss of one Availability ` +
      `Zone, to 5, the most that ElastiCache offers, got ${replicasPerShard}`,
  },
  {
    condition: ({ maintenanceWindow }) => isNot(weekly, maintenanceWindow),
    message: ({ maintenanceWindow }) =>
      `'maintenanceWindow' must look like 'wed:03:00-wed:04:00', got '${maintenanceWindow}'`,
  },
  {
    condition: ({ snapshotWindow }) => isNot(daily, snapshotWindow),
    message: ({ snapshotWindow }) =>
      `'snapshotWindow' must look like '01:00-02:00', got '${snapshotWindow}'`,
  },
  {
    condition: ({ globalDatastore, instanceType }) =>
      globalDatastore !== undefined &&
      instanceType !== undefined &&
      !isUnknown(instanceType.toString()) &&
      !fitsGlobalDatastore(instanceType.toString()),
    message: ({ instanceType }) =>
      `'instanceType' must be of size large or more of the families ` +
      `${globalDatastoreFamilies.join(', ')} in a Global Datastore, got ${instanceType}`,
  },
  {
    condition: ({ globalDatastore }) =>
      globalDatastore !== undefined && isNot(/^[a-z][a-z0-9-]{0,33}$/i, globalDatastore.suffix),
    message: ({ globalDatastore }) =>
      `'globalDatastore' must have a suffix of 1 to 34 letters, digits or '-' that begins with a ` +
      `letter, got '${globalDatastore?.suffix}'`,
  },
];

function outside(value: number | undefined, min: number, max: number): boolean {
  if (value === undefined || isUnknown(value)) return false;
  return !Number.isInteger(value) || value < min || value > max;
}

function isNot(pattern: RegExp, value: string | undefined): boolean {
  return value !== undefined && !isUnknown(value) && !pattern.test(value);
}

function fitsGlobalDatastore(instanceType: string): boolean {
  const [family = '', size = ''] = instanceType.split('.');
  return globalDatastoreFamilies.includes(family) && globalDatastoreSize.test(size);
}
