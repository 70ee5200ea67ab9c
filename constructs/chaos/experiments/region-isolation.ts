import { Duration } from 'aws-cdk-lib/core';
import {
  type Experiment,
  type ExperimentAction,
  type ExperimentPermission,
  type ExperimentTarget,
  NETWORK_ACCESS,
} from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';

/** From which Region this one is cut off. */
export interface RegionIsolationOptions {
  /** The other Region, which is lost as seen from here. */
  readonly otherRegion: string;
  /**
   * For how long, a minute to 12 hours.
   *
   * @default Duration.minutes(30) - DynamoDB takes up to 5 minutes to stop replicating
   */
  readonly duration?: Duration;
  /**
   * The names of the buckets here that replicate to the other Region.
   *
   * @default - none
   */
  readonly bucketNames?: readonly string[];
  /**
   * The names of the DynamoDB global tables with a replica here.
   *
   * @default - none
   */
  readonly tableNames?: readonly string[];
}

/** A part of the experiment, which is there if the service has what it is about. */
interface Part {
  readonly targets: Record<string, ExperimentTarget>;
  readonly actions: Record<string, ExperimentAction>;
  readonly permissions: ExperimentPermission[];
}

/** The tag of what it disturbs: see {@link allowFaultInjection}. */
const TAGGED_FOR = 'region-isolation';

/**
 * The other Region is lost as seen from this one: nothing in the subnets reaches it, and objects and
 * items are not replicated. It takes the subnets, buckets and tables that are tagged for
 * `region-isolation`: up to six subnets, those from which the service calls others, and only buckets
 * that replicate. It is AWS's scenario for that, without transit gateways
 * (https://docs.aws.amazon.com/fis/latest/userguide/cross-region-scenario.html).
 *
 * The global database goes on replicating, since no fault stops it: run the switchover of the Region
 * switch plan during the experiment.
 */
export function regionIsolation(options: RegionIsolationOptions): Experiment {
  const { otherRegion, bucketNames = [], tableNames = [] } = options;
  const duration = (options.duration ?? Duration.minutes(30)).toIsoString();
  const parts = [
    network(otherRegion, duration),
    ...(bucketNames.length > 0 ? [objects(otherRegion, duration, bucketNames)] : []),
    ...(tableNames.length > 0 ? [items(duration, tableNames)] : []),
  ];
  return {
    name: `region-isolation-${otherRegion}`,
    hypothesis: `This Region serves alone: no request, start of an instance or recovery step waits for ${otherRegion}; what was not replicated arrives afterwards.`,
    steadyState:
      'This Region answers under its own name as its objectives demand, before, during and after a failover to it.',
    preconditions: [
      // https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
      'The VPC quota of routes per route table has room for every range of addresses of the other Region, hundreds beside those that the tables have.',
      'Replication has no backlog.',
      withinQuota('aws:network:route-table-disrupt-cross-region-connectivity'),
      ...(bucketNames.length > 0
        ? [
            'The buckets replicate: not before the deployment that follows the first one.',
            withinQuota('aws:s3:bucket-pause-replication', bucketNames.length),
          ]
        : []),
    ],
    targets: Object.assign({}, ...parts.map(({ targets }) => targets)),
    actions: Object.assign({}, ...parts.map(({ actions }) => actions)),
    permissions: parts.flatMap(({ permissions }) => permissions),
    managedPolicies: [NETWORK_ACCESS],
  };
}

function network(region: string, duration: string): Part {
  return {
    targets: {
      subnets: { resourceType: 'aws:ec2:subnet', selectionMode: 'ALL', taggedFor: TAGGED_FOR },
    },
    actions: {
      disconnect: {
        actionId: 'aws:network:route-table-disrupt-cross-region-connectivity',
        description: `Blocks what the subnets send to ${region}`,
        targets: { Subnets: 'subnets' },
        parameters: { region, duration },
      },
    },
    permissions: [],
  };
}

function objects(region: string, duration: string, names: readonly string[]): Part {
  const resources = names.map((resource) => ({
    service: 's3',
    region: '',
    account: '',
    resource,
  }));
  return {
    targets: {
      buckets: { resourceType: 'aws:s3:bucket', selectionMode: 'ALL', taggedFor: TAGGED_FOR },
    },
    actions: {
      'pause-objects': {
        actionId: 'aws:s3:bucket-pause-replication',
        description: `Replicates no objects to ${region}`,
        targets: { Buckets: 'buckets' },
        parameters: { region, duration },
      },
    },
    permissions: [
      {
        actions: ['s3:PauseReplication'],
        resources,
        conditions: { StringLike: { 's3:DestinationRegion': region } },
      },
      {
        actions: ['s3:GetReplicationConfiguration', 's3:PutReplicationConfiguration'],
        resources,
        conditions: { BoolIfExists: { 's3:isReplicationPauseRequest': 'true' } },
      },
      { actions: ['s3:ListAllMyBuckets'] },
    ],
  };
}

function items(duration: string, names: readonly string[]): Part {
  return {
    targets: {
      tables: {
        resourceType: 'aws:dynamodb:global-table',
        selectionMode: 'ALL',
        taggedFor: TAGGED_FOR,
      },
    },
    actions: {
      'pause-items': {
        actionId: 'aws:dynamodb:global-table-pause-replication',
        description: 'Replicates no items to or from this Region',
        targets: { Tables: 'tables' },
        parameters: { duration },
      },
    },
    permissions: [
      {
        actions: [
          'dynamodb:DeleteResourcePolicy',
          'dynamodb:DescribeTable',
          'dynamodb:GetResourcePolicy',
          'dynamodb:PutResourcePolicy',
        ],
        resources: names.flatMap((name) => [
          { service: 'dynamodb', resource: 'table', resourceName: name },
          { service: 'dynamodb', resource: 'table', resourceName: `${name}/stream/*` },
        ]),
      },
    ],
  };
}
