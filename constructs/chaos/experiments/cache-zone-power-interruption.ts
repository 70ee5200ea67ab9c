import { ArnFormat, Duration } from 'aws-cdk-lib/core';
import {
  type Experiment,
  type ExperimentAction,
  type ExperimentPermission,
  type ExperimentTarget,
  USERS_UNHURT,
} from '../experiment.ts';

/**
 * The cache loses its nodes in an Availability Zone, and gets no new ones there for a while.
 *
 * @param availabilityZone the zone, by name
 * @param duration a minute to 12 hours, by default 10 minutes
 */
export function cacheZonePowerInterruption(
  availabilityZone: string,
  duration: Duration = Duration.minutes(10),
): Experiment {
  return {
    name: `cache-zone-power-interruption-${availabilityZone}`,
    hypothesis: `Without its nodes in ${availabilityZone} the cache has a primary in another zone within seconds; a miss costs a query, and the database carries all of them.`,
    steadyState: USERS_UNHURT,
    preconditions: [`The cache has nodes in ${availabilityZone} and in another zone.`],
    targets: { cache: caches(availabilityZone) },
    actions: { 'interrupt-cache': interruptCache(availabilityZone, duration) },
    permissions: INTERRUPT_CACHE,
  };
}

/** Replication groups with nodes in the zone. */
export function caches(availabilityZone: string): ExperimentTarget {
  return {
    resourceType: 'aws:elasticache:replicationgroup',
    selectionMode: 'ALL',
    parameters: { availabilityZoneIdentifier: availabilityZone },
  };
}

/** Takes the nodes of the target `cache` out. */
export function interruptCache(availabilityZone: string, duration: Duration): ExperimentAction {
  return {
    actionId: 'aws:elasticache:replicationgroup-interrupt-az-power',
    description: `Takes the cache's nodes in ${availabilityZone} out and holds back their replacement`,
    targets: { ReplicationGroups: 'cache' },
    parameters: { duration: duration.toIsoString() },
  };
}

const replicationGroups = [
  {
    service: 'elasticache',
    resource: 'replicationgroup',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  },
];

/**
 * What that takes.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html
 */
export const INTERRUPT_CACHE: readonly ExperimentPermission[] = [
  {
    actions: ['elasticache:InterruptClusterAzPower'],
    resources: replicationGroups,
    taggedOnly: true,
  },
  { actions: ['elasticache:DescribeReplicationGroups'], resources: replicationGroups },
];
