import { asString, type ResourceGraph, type ResourceNode, targetOf } from '../assembly/index.ts';
import { DB_CLUSTER } from './databases.ts';

/** A cluster of a global database. */
export interface Member {
  readonly cluster: ResourceNode;
  /** Whether data is written here first, as the templates say; undefined: they do not. */
  readonly isPrimary: boolean;
}

/** The clusters of a global database, and those that may be, for all that is known. */
export function clustersOfGlobal(
  graph: ResourceGraph,
  global: ResourceNode,
): { readonly members: readonly Member[]; readonly open: readonly ResourceNode[] } {
  const source = sourceOf(graph, global);
  const named = graph.having([DB_CLUSTER], globalsOf, global);
  const clusters = source === undefined || named.includes(source) ? named : [source, ...named];
  return {
    members: clusters.map((cluster) => ({
      cluster,
      isPrimary: source === undefined ? isFirst(graph, cluster) : cluster === source,
    })),
    open: graph.having([DB_CLUSTER], globalsOf, 'open').filter((cluster) => cluster !== source),
  };
}

/** The global database that a cluster is a part of. */
export function globalDatabaseOf(
  graph: ResourceGraph,
  cluster: ResourceNode,
): ResourceNode | undefined {
  const [named] = graph.having([GLOBAL_CLUSTER], sourcesOf, cluster);
  return named ?? targetOf(graph, graph.get(cluster, 'GlobalClusterIdentifier'), [GLOBAL_CLUSTER]);
}

/** Whether a cluster belongs to a global database, which may be none of the input. */
export function isGlobalMember(graph: ResourceGraph, cluster: ResourceNode): boolean {
  return (
    graph.get(cluster, 'GlobalClusterIdentifier').kind !== 'absent' ||
    globalDatabaseOf(graph, cluster) !== undefined
  );
}

/** Only the first cluster of a global database is given a user or a snapshot. */
export function isFirst(graph: ResourceGraph, cluster: ResourceNode): boolean {
  return ['MasterUsername', 'ManageMasterUserPassword', 'SnapshotIdentifier'].some(
    (property) => graph.get(cluster, property).kind !== 'absent',
  );
}

function globalsOf(graph: ResourceGraph, cluster: ResourceNode) {
  const id = graph.get(cluster, 'GlobalClusterIdentifier');
  const found = targetOf(graph, id, [GLOBAL_CLUSTER]);
  const isOpen = found === undefined && asString(id).state === 'unknown';
  return [isOpen ? 'open' : found];
}

function sourcesOf(graph: ResourceGraph, global: ResourceNode) {
  return [sourceOf(graph, global)];
}

function sourceOf(graph: ResourceGraph, global: ResourceNode): ResourceNode | undefined {
  return targetOf(graph, graph.get(global, 'SourceDBClusterIdentifier'), [DB_CLUSTER]);
}

const GLOBAL_CLUSTER = 'AWS::RDS::GlobalCluster';
