import { asList, asString, type ResourceGraph, type ResourceNode } from '../assembly/index.ts';
import { BUCKET, bucketBehind } from './buckets.ts';

/** A replication rule that is switched on, or may be. */
export interface Replication {
  readonly property: readonly ['ReplicationConfiguration', 'Rules', number];
  readonly isCertain: boolean;
  /** Undefined where it is not at hand. */
  readonly destination: ResourceNode | undefined;
}

/** The rules by which a bucket replicates; undefined if they are not known. */
export function replicationsOf(
  graph: ResourceGraph,
  bucket: ResourceNode,
): readonly Replication[] | undefined {
  const rules = asList(graph.get(bucket, 'ReplicationConfiguration', 'Rules'));
  if (rules.state === 'unknown') return undefined;
  if (rules.state === 'absent') return [];
  return rules.value.flatMap((_, i) => {
    const property = ['ReplicationConfiguration', 'Rules', i] as const;
    const status = asString(graph.get(bucket, ...property, 'Status'));
    if (status.state === 'absent') return [];
    if (status.state === 'known' && status.value !== 'Enabled') return [];
    const destination = bucketBehind(
      graph,
      graph.get(bucket, ...property, 'Destination', 'Bucket'),
    );
    return [{ property, isCertain: status.state === 'known', destination }];
  });
}

/** The buckets that replicate to a bucket, for certain or perhaps. */
export function replicationSourcesOf(
  graph: ResourceGraph,
  bucket: ResourceNode,
): readonly ResourceNode[] {
  return graph.having([BUCKET], destinationsOf, bucket);
}

function destinationsOf(graph: ResourceGraph, bucket: ResourceNode) {
  return replicationsOf(graph, bucket)?.map(({ destination }) => destination) ?? [];
}
