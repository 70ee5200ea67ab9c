import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ValkeyCache } from '../cache/index.ts';
import { metricAlarm, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link CacheAlarms}. */
export interface CacheAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The cache. */
  readonly cache: ValkeyCache;
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

/** A shard by its part of the nodes' names, empty when there is only one. */
export interface Shard {
  readonly name: string;
  readonly nodes: readonly string[];
}

/**
 * The nodes of a cache by shard, under the names that ElastiCache derives from the replication group:
 * `GROUP-001` with one shard, `GROUP-0001-001` with several.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
 */
export function shardsOf({ replicationGroup }: ValkeyCache): Shard[] {
  const { ref, numNodeGroups, replicasPerNodeGroup, numCacheClusters } = replicationGroup;
  const digits = (index: number, length: number) => `${index + 1}`.padStart(length, '0');
  const nodes = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}-${digits(index, 3)}`);
  if (replicasPerNodeGroup === undefined) {
    return [{ name: '', nodes: nodes(ref, numCacheClusters ?? 1) }];
  }
  return Array.from({ length: numNodeGroups ?? 1 }, (_, index) => {
    const name = digits(index, 4);
    return { name, nodes: nodes(`${ref}-${name}`, 1 + replicasPerNodeGroup) };
  });
}

/** A metric of the node on which it is highest; a shard has at most six, and an alarm takes ten. */
export function worstOf({ name, nodes }: Shard, metricName: string): cloudwatch.MathExpression {
  const period = Duration.minutes(1);
  const metrics = nodes.map((node, index): [string, cloudwatch.Metric] => [
    // Unlike in any other shard or metric, so that they fit into one graph.
    `node${name}_${index + 1}_${metricName}`,
    new cloudwatch.Metric({
      namespace: 'AWS/ElastiCache',
      metricName,
      statistic: cloudwatch.Stats.MAXIMUM,
      period,
      dimensionsMap: { CacheClusterId: node },
    }),
  ]);
  return new cloudwatch.MathExpression({
    label: metricName,
    period,
    expression: `MAX([${metrics.map(([id]) => id).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
  });
}
