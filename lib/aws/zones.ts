import type { ZoneCount } from '../assembly/index.ts';

/**
 * The zones of what AWS makes in two Availability Zones or not at all: what is not known of them is
 * no lack.
 *
 * - Application Load Balancer:
 *   https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 * - subnet group of RDS, Amazon DocumentDB or Neptune:
 *   https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
 */
export function madeInTwoZones(zones: ZoneCount): ZoneCount {
  return { ...zones, min: Math.max(zones.min, Math.min(zones.max, 2)) };
}

/** The zones of a subnet group of RDS, Amazon DocumentDB or Neptune of which nothing is known. */
export const ZONES_OF_ANY_GROUP: ZoneCount = { keys: [], min: 2, max: Number.POSITIVE_INFINITY };
