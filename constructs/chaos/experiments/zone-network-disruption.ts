import { Duration } from 'aws-cdk-lib/core';
import { type Experiment, NETWORK_ACCESS, subnetsOf } from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';

/**
 * An Availability Zone is cut off from the other zones of the VPC, while everything in it runs on:
 * a partition. What crosses zones fails, what stays within the zone works, so that a health check
 * from within sees nothing.
 *
 * @param availabilityZone the zone, by name
 * @param duration a minute to 12 hours, by default 10 minutes
 */
export function zoneNetworkDisruption(
  availabilityZone: string,
  duration: Duration = Duration.minutes(10),
): Experiment {
  return {
    name: `zone-network-disruption-${availabilityZone}`,
    hypothesis: `The zone that is cut off, ${availabilityZone}, is found to be impaired and is left; the database and the cache have or get their primary in another one.`,
    steadyState:
      'After the alarm of the zone and a zonal shift, requests succeed and are answered as fast as the objectives demand.',
    preconditions: [
      'Somebody is ready to start a zonal shift when the alarm of the zone goes off.',
      'No other zone is shifted away from.',
      withinQuota('aws:network:disrupt-connectivity'),
    ],
    targets: { subnets: subnetsOf(availabilityZone) },
    actions: {
      disconnect: {
        actionId: 'aws:network:disrupt-connectivity',
        description: `Denies traffic between ${availabilityZone} and the other zones of the VPC`,
        targets: { Subnets: 'subnets' },
        parameters: { scope: 'availability-zone', duration: duration.toIsoString() },
      },
    },
    permissions: [],
    managedPolicies: [NETWORK_ACCESS],
  };
}
