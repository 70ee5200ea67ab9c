import { ArnFormat } from 'aws-cdk-lib/core';
import {
  type Experiment,
  type ExperimentPermission,
  type ExperimentTarget,
  USERS_UNHURT,
} from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';

/**
 * The writer of the database fails over to a reader of the same Region. Of a global database it is for
 * every Region, since roles swap and templates do not, and starts only in the one that has the writer.
 */
export function writerFailover(): Experiment {
  return {
    name: 'writer-failover',
    hypothesis:
      'A reader becomes the writer within a minute; connections are made again, and writes are retried until they succeed.',
    steadyState: USERS_UNHURT,
    preconditions: [
      'The writer of the database is in this Region: of a global database, the experiment starts only where the writer is (aws rds describe-global-clusters), and fails elsewhere.',
      'A reader is in another zone.',
      withinQuota('aws:rds:failover-db-cluster'),
    ],
    targets: { database: databases() },
    actions: {
      'fail-over': {
        actionId: 'aws:rds:failover-db-cluster',
        description: 'Makes a reader the writer',
        targets: { Clusters: 'database' },
      },
    },
    permissions: FAILOVER,
  };
}

/** Clusters, only those with the writer in the zone if it is named. */
export function databases(availabilityZone?: string): ExperimentTarget {
  return {
    resourceType: 'aws:rds:cluster',
    selectionMode: 'ALL',
    ...(availabilityZone !== undefined && {
      parameters: { writerAvailabilityZoneIdentifiers: availabilityZone },
    }),
  };
}

const clusters = [
  {
    service: 'rds',
    resource: 'cluster',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  },
];

/**
 * What a failover takes.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
 */
export const FAILOVER: readonly ExperimentPermission[] = [
  { actions: ['rds:FailoverDBCluster'], resources: clusters, taggedOnly: true },
  { actions: ['rds:DescribeDBClusters'], resources: clusters },
];
