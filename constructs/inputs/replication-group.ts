import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Annotations, Duration, Token } from 'aws-cdk-lib/core';
import type { aws_elasticache as interfaces } from 'aws-cdk-lib/interfaces';
import { resourceBehind } from './resource.ts';

/** How the nodes of a replication group are arranged, from which their names follow. */
export interface CacheNodes {
  /** Whether cluster mode is on, which shows in the names of the nodes. */
  readonly clusterMode: boolean;
  /** How many shards hold the keys; 1 without cluster mode. */
  readonly shards: number;
  /** How many replicas each shard has besides its primary. */
  readonly replicasPerShard: number;
}

/** A replication group of ElastiCache of which the nodes are known. */
export interface IValkeyCache extends interfaces.IReplicationGroupRef {
  /** How its nodes are arranged. */
  readonly nodes: CacheNodes;
}

/** A shard by its part of the nodes' names, empty without cluster mode. */
export interface Shard {
  readonly name: string;
  readonly nodes: readonly string[];
}

/**
 * The nodes of a cache by shard, under the names that ElastiCache derives from the replication group:
 * `GROUP-001` without cluster mode, `GROUP-0001-001` with it.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
 *
 * @returns none, with a warning (`evenkeel:cacheNodesUnknown`), where the nodes cannot be seen
 */
export function shardsOf(cache: interfaces.IReplicationGroupRef): Shard[] {
  const known = hasNodes(cache) ? cache.nodes : nodesIn(cache);
  if (known === undefined) {
    Annotations.of(cache).addWarningV2(
      'evenkeel:cacheNodesUnknown',
      'the shards and replicas of the replication group cannot be seen, so that nothing watches ' +
        'its nodes: pass ValkeyCache.fromValkeyCacheAttributes',
    );
    return [];
  }
  const { replicationGroupId } = cache.replicationGroupRef;
  const digits = (index: number, length: number) => `${index + 1}`.padStart(length, '0');
  const nodes = (prefix: string) =>
    Array.from({ length: 1 + known.replicasPerShard }, (_, node) => `${prefix}-${digits(node, 3)}`);
  if (!known.clusterMode) return [{ name: '', nodes: nodes(replicationGroupId) }];
  return Array.from({ length: known.shards }, (_, index) => {
    const name = digits(index, 4);
    return { name, nodes: nodes(`${replicationGroupId}-${name}`) };
  });
}

/** A metric of the node on which it is highest. An alarm takes ten of them, a graph 500. */
export function worstOf(
  { name, nodes }: Shard,
  metricName: string,
  options: cloudwatch.MetricOptions = {},
): cloudwatch.MathExpression {
  const { statistic = cloudwatch.Stats.MAXIMUM, period = Duration.minutes(1), ...graph } = options;
  const metrics = nodes.map((node, index): [string, cloudwatch.Metric] => [
    // Unlike in any other shard or metric, so that they fit into one graph.
    `node${name}_${index + 1}_${metricName}`,
    new cloudwatch.Metric({
      namespace: 'AWS/ElastiCache',
      metricName,
      statistic,
      period,
      dimensionsMap: { CacheClusterId: node },
    }),
  ]);
  return new cloudwatch.MathExpression({
    label: metricName,
    ...graph,
    period,
    expression: `MAX([${metrics.map(([id]) => id).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
  });
}

function hasNodes(cache: interfaces.IReplicationGroupRef): cache is IValkeyCache {
  return 'nodes' in cache;
}

/** What the template says of the nodes; undefined where it leaves it to another member or to tokens. */
function nodesIn(cache: interfaces.IReplicationGroupRef): CacheNodes | undefined {
  const resource = resourceBehind(cache, elasticache.CfnReplicationGroup.isCfnReplicationGroup);
  if (resource === undefined) return undefined;
  const { numCacheClusters, numNodeGroups, replicasPerNodeGroup } = resource;
  if (numCacheClusters !== undefined) {
    return Token.isUnresolved(numCacheClusters)
      ? undefined
      : { clusterMode: false, shards: 1, replicasPerShard: numCacheClusters - 1 };
  }
  const counts = [numNodeGroups, replicasPerNodeGroup];
  if (counts.some((count) => count === undefined || Token.isUnresolved(count))) return undefined;
  const [shards = 1, replicasPerShard = 0] = counts;
  return { clusterMode: true, shards, replicasPerShard };
}
