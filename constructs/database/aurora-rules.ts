import { isAliasName } from '../security/regional-key.ts';
import type { Subnets } from '../subnets.ts';
import { isStandIn, isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';
import { type AuroraCapacity, capacityRules } from './aurora-capacity.ts';
import { isPosition, MAX_REGIONS } from './database-windows.ts';
import type { GlobalMembership } from './global-membership.ts';

/** The props of a cluster with their defaults, and what has to be known of its stack and network. */
export interface CheckedCluster {
  readonly name: string;
  readonly capacity: AuroraCapacity;
  readonly membership: GlobalMembership;
  readonly regionPosition: number;
  readonly subnets: Subnets;
  readonly region: string;
  readonly restoreFrom: string | undefined;
  /** Whether the master password is rotated from within the VPC. */
  readonly rotates: boolean;
  /** Whether the range of addresses of the VPC is known. */
  readonly cidrIsKnown: boolean;
}

/** The longest name that leaves room for a hyphen and any Region in 63 characters. */
const MAX_NAME = 40;

/** What must not hold for a cluster. */
export const auroraRules: ValidationRule<CheckedCluster>[] = [
  {
    condition: ({ name }) =>
      !isStandIn(name) && (!/^[a-z](-?[a-z0-9])*$/.test(name) || name.length > MAX_NAME),
    message: ({ name }) =>
      `'name' must be up to ${MAX_NAME} lower-case letters, digits and single hyphens, beginning ` +
      `with a letter and not ending with a hyphen, got '${name}'`,
  },
  {
    condition: ({ subnets }) => subnets.mostZones < 2,
    message: ({ subnets }) =>
      `'vpcSubnets' must select subnets in at least 2 Availability Zones, got ${subnets.found}: ` +
      `left out, it selects the isolated subnets of 'vpc'; select others, or pass a VPC over more zones`,
  },
  {
    condition: ({ rotates, cidrIsKnown }) => rotates && !cidrIsKnown,
    message: () =>
      `'vpc' must come with its range of addresses, through which the master password is rotated, ` +
      `got an imported VPC without one: pass 'vpcCidrBlock' to Vpc.fromVpcAttributes, or a ` +
      `'masterSecret' that is rotated elsewhere`,
  },
  {
    condition: ({ regionPosition }) => !isUnknown(regionPosition) && !isPosition(regionPosition),
    message: ({ regionPosition }) =>
      `'regionPosition' must be an integer from 0 to ${MAX_REGIONS - 1}, the index of this Region ` +
      `in the list of all of them, got ${regionPosition}`,
  },
  ...capacityRules,
  {
    condition: ({ restoreFrom, membership }) =>
      restoreFrom !== undefined && membership.role === 'secondary',
    message: ({ restoreFrom }) =>
      `'restoreFrom' must be left out of a secondary cluster, whose data comes from the primary, ` +
      `got '${restoreFrom}'`,
  },
  {
    condition: ({ capacity, membership }) =>
      capacity.count === 0 && membership.role !== 'secondary',
    message: () =>
      `the count of 'capacity' must be at least 1, got 0: only a secondary cluster can do without ` +
      `an instance`,
  },
  {
    condition: ({ capacity, membership }) => capacity.burstable && membership.role !== 'none',
    message: ({ capacity }) =>
      `'capacity' must not be burstable in a global database, got '${capacity.instanceClass}': ` +
      `Aurora accepts memory-optimized classes there, for example db.r7g.large`,
  },
  {
    condition: ({ membership }) => membership.primary?.secondaryRegions.length === 0,
    message: () =>
      `'secondaryRegions' must name at least 1 Region, got none: use GlobalMembership.none() ` +
      `while there is no other`,
  },
  {
    condition: ({ membership: { primary } }) =>
      primary !== undefined &&
      new Set(primary.secondaryRegions).size < primary.secondaryRegions.length,
    message: ({ membership }) =>
      `'secondaryRegions' must name each Region once, got ${membership.primary?.secondaryRegions.join(', ')}`,
  },
  {
    condition: ({ membership: { primary } }) =>
      primary !== undefined && !isAliasName(primary.keyAliasName),
    message: ({ membership }) =>
      `'keyAliasName' must be the alias of each secondary Region's key, without 'alias/', got ` +
      `'${membership.primary?.keyAliasName}'`,
  },
  {
    condition: ({ membership, region }) =>
      membership.primary?.secondaryRegions.includes(region) === true,
    message: ({ region }) =>
      `'secondaryRegions' must not contain the Region of the primary, got '${region}'; remove it`,
  },
  {
    condition: ({ membership, region }) => membership.secondary?.sourceRegion === region,
    message: ({ region }) =>
      `'sourceRegion' must be a different Region from that of the secondary, got '${region}'`,
  },
];
