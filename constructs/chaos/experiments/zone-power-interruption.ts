import { Duration } from 'aws-cdk-lib/core';
import {
  type Experiment,
  NETWORK_ACCESS,
  onInstances,
  runningInstances,
  subnetsOf,
  USERS_UNHURT,
} from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';
import { caches, INTERRUPT_CACHE, interruptCache } from './cache-zone-power-interruption.ts';
import { databases, FAILOVER } from './writer-failover.ts';

/** What is lost with a zone. */
export interface ZonePowerInterruptionOptions {
  /** The Availability Zone, by name. */
  readonly availabilityZone: string;
  /**
   * For how long nothing can be launched there, a minute to 12 hours.
   *
   * @default Duration.minutes(30) - longer than anything that would only wait for it
   */
  readonly duration?: Duration;
  /**
   * How many of the zone's instances stop. As many as run there is what is lost with a zone; more than
   * five take a raised quota of AWS FIS.
   */
  readonly instances: number;
  /**
   * The ARNs of the service's Auto Scaling groups, which must not launch instances there: of a group
   * in this app `attrAutoScalingGroupArn` of its L1, since the ARN has an id that nothing derives.
   */
  readonly groupArns: readonly string[];
}

const LAUNCH_FAULT = 'aws:ec2:asg-insufficient-instance-capacity-error';

/** Open connections break: long enough for that, short enough not to hide what comes after. */
const BREAK = Duration.minutes(2);

/**
 * An Availability Zone loses its power: instances stop and none can be launched there, connections
 * break, the writer and the cache's nodes in it are gone. It is the composition of AWS's scenario of
 * that name, without what this architecture does not have, and with stop conditions, which that has
 * not (https://docs.aws.amazon.com/fis/latest/userguide/az-availability-scenario.html). Volumes need
 * no fault of their own: their instances are stopped.
 */
export function zonePowerInterruption(options: ZonePowerInterruptionOptions): Experiment {
  const { availabilityZone: zone, duration = Duration.minutes(30), instances, groupArns } = options;
  return {
    name: `zone-power-interruption-${zone}`,
    hypothesis: `Without the writer, the cache's nodes and ${instances} of the instances in ${zone} the others carry the load with nothing launched; a reader becomes the writer within a minute, a replica the cache's primary within seconds.`,
    steadyState: USERS_UNHURT,
    preconditions: [
      `The writer of the database and a node of the cache are in ${zone}: fail over beforehand if not, for that is the case worth testing, and the experiment does not start otherwise. Of a global database, the writer is in one Region.`,
      `At least ${instances} instances run in ${zone}.`,
      'Each group holds its minimum, healthy in all Availability Zones.',
      'No other zone is shifted away from.',
      withinQuota('aws:ec2:stop-instances', instances),
      withinQuota('aws:ec2:asg-insufficient-instance-capacity-error'),
      withinQuota('aws:network:disrupt-connectivity'),
      withinQuota('aws:rds:failover-db-cluster'),
    ],
    targets: {
      instances: runningInstances(`COUNT(${instances})`, zone),
      groups: { resourceType: 'aws:ec2:autoscaling-group', selectionMode: 'ALL' },
      subnets: subnetsOf(zone),
      database: databases(zone),
      cache: caches(zone),
    },
    actions: {
      'stop-instances': {
        actionId: 'aws:ec2:stop-instances',
        description: `Stops ${instances} of the instances in ${zone}`,
        targets: { Instances: 'instances' },
      },
      'hold-launches': {
        actionId: LAUNCH_FAULT,
        description: `Lets no group launch instances in ${zone}`,
        targets: { AutoScalingGroups: 'groups' },
        parameters: {
          availabilityZoneIdentifiers: zone,
          duration: duration.toIsoString(),
          percentage: '100',
        },
      },
      'break-connections': {
        actionId: 'aws:network:disrupt-connectivity',
        description: `Denies all traffic of the subnets in ${zone} for a moment`,
        targets: { Subnets: 'subnets' },
        parameters: { scope: 'all', duration: BREAK.toIsoString() },
      },
      'fail-over': {
        actionId: 'aws:rds:failover-db-cluster',
        description: `Makes a reader the writer instead of that in ${zone}`,
        targets: { Clusters: 'database' },
      },
      'interrupt-cache': interruptCache(zone, duration),
    },
    permissions: [
      ...onInstances('ec2:StopInstances'),
      {
        actions: ['ec2:InjectApiError'],
        conditions: {
          'ForAnyValue:StringEquals': { 'ec2:FisActionId': [LAUNCH_FAULT] },
          'ForAllValues:StringEquals': { 'ec2:FisTargetArns': [...groupArns] },
        },
      },
      { actions: ['autoscaling:DescribeAutoScalingGroups'] },
      ...FAILOVER,
      ...INTERRUPT_CACHE,
    ],
    managedPolicies: [NETWORK_ACCESS],
  };
}
