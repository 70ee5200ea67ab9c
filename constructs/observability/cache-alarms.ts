import type { aws_elasticache as elasticache } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { shardsOf, worstOf } from '../inputs/replication-group.ts';
import { metricAlarm, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link CacheAlarms}. */
export interface CacheAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The cache: a `ValkeyCache`, or a replication group that you have. */
  readonly cache: elasticache.IReplicationGroupRef;
}

const NODES_REPORT: WithoutData = {
  treatedAs: 'notBreaching',
  because: 'a node that is being replaced reports nothing, and a lost cache hurts users first',
};

/**
 * Watches a cache before it hurts: tickets, for the busiest node of each shard, since a shard is as
 * fast as its primary and any node may become that.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
export class CacheAlarms extends Construct {
  constructor(scope: Construct, id: string, { alerts, cache }: CacheAlarmsProps) {
    super(scope, id);
    for (const shard of shardsOf(cache)) {
      const scope = shard.name === '' ? this : new Construct(this, shard.name);
      const alarm = (options: {
        readonly id: string;
        readonly metricName: string;
        readonly threshold: number;
        readonly minutes: number;
        readonly description: string;
      }) =>
        metricAlarm(scope, options.id, alerts, {
          metric: worstOf(shard, options.metricName),
          comparison: '>',
          threshold: options.threshold,
          datapoints: [options.minutes, options.minutes],
          withoutData: NODES_REPORT,
          description: options.description,
          runbook: 'cache',
          severity: 'ticket',
        });
      alarm({
        id: 'EngineCpu',
        metricName: 'EngineCPUUtilization',
        threshold: 80,
        minutes: 10,
        description:
          'The engine of a node has been busy for more than 80 % of its time for 10 minutes.',
      });
      alarm({
        id: 'Memory',
        metricName: 'DatabaseMemoryUsagePercentage',
        threshold: 80,
        minutes: 10,
        description: 'A node has used more than 80 % of its memory for data.',
      });
      alarm({
        id: 'Evictions',
        metricName: 'Evictions',
        threshold: 0,
        minutes: 15,
        description: 'A node has evicted keys for 15 minutes: the data does not fit any more.',
      });
      alarm({
        id: 'ReplicationLag',
        metricName: 'ReplicationLag',
        threshold: 10,
        minutes: 5,
        description:
          'A replica lags by more than 10 seconds, which is what a failover to it would lose.',
      });
    }
  }
}
