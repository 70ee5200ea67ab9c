import {
  asList,
  asNumber,
  type PathSegment,
  type Read,
  type ResourceGraph,
  type ResourceNode,
} from '../assembly/index.ts';

/** Where a replication group says how many nodes there are, for one shard or for all. */
export interface NodeCount {
  readonly property: readonly PathSegment[];
  readonly read: Read<number>;
  /** The least that makes a replica: one, or two where the primary node is counted. */
  readonly least: number;
  /** What CloudFormation takes if the property is absent; undefined: nothing. */
  readonly absent: number | undefined;
}

/** What decides whether each shard of a replication group has a replica. */
export function nodeCountsOf(graph: ResourceGraph, group: ResourceNode): readonly NodeCount[] {
  const count = (property: readonly PathSegment[], least: number): NodeCount => ({
    property,
    read: asNumber(graph.get(group, ...property)),
    least,
    absent: least === 1 ? undefined : 1,
  });
  if (graph.get(group, 'ReplicasPerNodeGroup').kind !== 'absent') {
    return [count(['ReplicasPerNodeGroup'], 1)];
  }
  const shards = asList(graph.get(group, 'NodeGroupConfiguration'));
  if (shards.state === 'unknown') {
    return [{ property: ['NodeGroupConfiguration'], read: shards, least: 1, absent: undefined }];
  }
  return shards.state === 'known' && shards.value.length > 0
    ? shards.value.map((_, i) => count(['NodeGroupConfiguration', i, 'ReplicaCount'], 1))
    : [count(['NumCacheClusters'], 2)];
}

/** Whether a replication group has no replica at all, for certain. */
export function hasNoReplica(graph: ResourceGraph, group: ResourceNode): boolean {
  return nodeCountsOf(graph, group).every(({ read, least, absent = 0 }) => {
    if (read.state === 'unknown') return false;
    return (read.state === 'known' ? read.value : absent) < least;
  });
}
