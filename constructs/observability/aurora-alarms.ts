import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_rds as rds } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { compositeAlarm, inAlarm, metricAlarm, not, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link AuroraAlarms}. */
export interface AuroraAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The Aurora cluster of this Region: an `AuroraCluster`, or one that you have. */
  readonly database: rds.IDBClusterRef;

  /** How many connections the writer takes: see `auroraMaxConnections`. */
  readonly maxConnections: number;

  /**
   * How far this Region may lag behind the writer's, which is the data that a failover to it loses.
   *
   * @default - the cluster is no member of a global database
   */
  readonly maximumGlobalLag?: Duration;
}

const MINUTE = Duration.minutes(1);

/** Aurora's replicas lag by less than 100 ms as a rule. */
const MAXIMUM_REPLICA_LAG = Duration.seconds(2);

const WRITER_ELSEWHERE: WithoutData = {
  treatedAs: 'notBreaching',
  because: 'only the Region of the writer reports it, and a writer that is gone hurts users first',
};

/**
 * Watches a cluster, whichever Region has the writer: the alarms are the same in all Regions, and
 * change their subject with a switchover or failover.
 *
 * - CPU and connections of the writer, and the lag of the readers: tickets, before users notice.
 * - The lag between Regions: a page from the Region that lags, since it is the data that a failover
 *   would lose. Silence counts as lag, because the metric vanishes with the primary Region, unless
 *   the writer is here.
 */
export class AuroraAlarms extends Construct {
  /** In alarm while this Region could not take over without losing more data than accepted. */
  readonly globalLag: cloudwatch.CompositeAlarm | undefined;

  constructor(scope: Construct, id: string, props: AuroraAlarmsProps) {
    super(scope, id);
    const { alerts, database, maxConnections, maximumGlobalLag } = props;
    const clusterIdentifier = database.dbClusterRef.dbClusterIdentifier;

    metricAlarm(this, 'WriterCpu', alerts, {
      metric: auroraMetric(clusterIdentifier, 'CPUUtilization', 'WRITER'),
      comparison: '>',
      threshold: 80,
      datapoints: [15, 15],
      withoutData: WRITER_ELSEWHERE,
      description: 'The writer has used more than 80 % of its CPU for 15 minutes.',
      runbook: 'database',
      severity: 'ticket',
    });
    metricAlarm(this, 'WriterConnections', alerts, {
      metric: auroraMetric(clusterIdentifier, 'DatabaseConnections', 'WRITER'),
      comparison: '>',
      threshold: Math.floor(maxConnections * 0.8),
      datapoints: [5, 5],
      withoutData: WRITER_ELSEWHERE,
      description: `More than 80 % of the writer's ${maxConnections} connections are open.`,
      runbook: 'database',
      severity: 'ticket',
    });
    metricAlarm(this, 'ReplicaLag', alerts, {
      metric: auroraMetric(clusterIdentifier, 'AuroraReplicaLagMaximum'),
      comparison: '>',
      threshold: MAXIMUM_REPLICA_LAG.toMilliseconds(),
      datapoints: [5, 5],
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'a cluster without readers has no lag to report',
      },
      description: `A reader lags by more than ${MAXIMUM_REPLICA_LAG.toHumanString()}: it answers with old data, and a failover to it takes longer.`,
      runbook: 'database',
      severity: 'ticket',
    });
    if (maximumGlobalLag) {
      this.globalLag = this.addGlobalLag(alerts, clusterIdentifier, maximumGlobalLag);
    }
  }

  private addGlobalLag(alerts: Alerts, clusterIdentifier: string, maximum: Duration) {
    const lagging = (['AuroraGlobalDBRPOLag', 'AuroraGlobalDBReplicationLag'] as const).map(
      (name) =>
        metricAlarm(this, name, alerts, {
          metric: auroraMetric(clusterIdentifier, name),
          comparison: '>',
          threshold: maximum.toMilliseconds(),
          datapoints: [3, 5],
          withoutData: {
            treatedAs: 'breaching',
            because: 'the metric of a secondary vanishes with the primary',
          },
          description: `This Region lags by more than ${maximum.toHumanString()} behind the Region of the writer.`,
          runbook: 'databaseReplication',
        }),
    );
    const writerHere = metricAlarm(this, 'WriterHere', alerts, {
      metric: auroraMetric(clusterIdentifier, 'CPUUtilization', 'WRITER'),
      comparison: '>=',
      threshold: 0,
      datapoints: [1, 3],
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'only the Region of the writer reports it',
      },
      description: 'The writer is in this Region.',
      runbook: 'databaseReplication',
    });
    return compositeAlarm(this, 'GlobalLag', alerts, {
      rule: cloudwatch.AlarmRule.allOf(
        cloudwatch.AlarmRule.anyOf(...lagging.map(inAlarm)),
        not(writerHere),
      ),
      description: `A failover to this Region now would lose more than ${maximum.toHumanString()} of data, or nobody knows how much.`,
      runbook: 'databaseReplication',
      severity: 'page',
    });
  }
}

/**
 * A metric of an Aurora cluster by the minute, at its worst.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
 */
export function auroraMetric(
  clusterIdentifier: string,
  metricName: string,
  role?: 'WRITER' | 'READER',
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/RDS',
    metricName,
    statistic: cloudwatch.Stats.MAXIMUM,
    period: MINUTE,
    dimensionsMap: { DBClusterIdentifier: clusterIdentifier, ...(role && { Role: role }) },
  });
}

/**
 * How many connections Aurora PostgreSQL takes by default: one for every 9531392 bytes of memory,
 * and never more than 5000.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html
 *
 * @param memoryGiB the memory of the instance class, for example 16 for `r7g.large`; twice the
 *   maximum capacity for Serverless v2
 */
export function auroraMaxConnections(memoryGiB: number): number {
  return Math.min(5000, Math.floor((memoryGiB * 1024 ** 3) / 9_531_392));
}
