import {
  asString,
  leadsTo,
  type PathSegment,
  physicalName,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  targetOf,
  textKey,
} from '../assembly/index.ts';
import { replicationsOf } from './bucket-replication.ts';
import { isGlobalMember } from './global-databases.ts';
import { itemsOf, referrersBy } from './lookups.ts';
import { anyOf, type Truth } from './truth.ts';

/** Whether what a store holds is in another Region as well. */
export type Elsewhere = (graph: ResourceGraph, node: ResourceNode) => Truth;

/** A service replicates by its own API, and no property of CloudFormation tells. */
export const unseen: Elsewhere = () => undefined;

/** Membership in what spans Regions is a property of its own. */
export const memberOf =
  (...property: readonly PathSegment[]): Elsewhere =>
  (graph, node) =>
    graph.get(node, ...property).kind !== 'absent';

/** The Region is a property. */
export const toRegion =
  (...property: readonly PathSegment[]): Elsewhere =>
  (graph, node) =>
    isElsewhere(graph.get(node, ...property), node);

/** The Regions are in a list, each under a name, or each an item of its own. */
export const toRegions =
  (list: readonly PathSegment[], ...inner: readonly PathSegment[]): Elsewhere =>
  (graph, node) => {
    const items = itemsOf(graph.get(node, ...list));
    return items && anyOf(items.map((_, i) => toRegion(...list, i, ...inner)(graph, node)));
  };

/**
 * A file system that is replicated to another Region, or that is the copy of one.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
 */
export const fileSystemReplicated: Elsewhere = (graph, node) => {
  const sources = graph.having([node.type], copiesOf, node);
  const perhaps = graph.having([node.type], copiesOf, node.region);
  return anyOf([
    ...[...sources, ...perhaps]
      .filter(({ region }) => region !== node.region)
      .map((source) => sources.includes(source) || undefined),
    fileSystemLeaves(graph, node),
  ]);
};

const DESTINATIONS = ['ReplicationConfiguration', 'Destinations'] as const;

/** Whether a destination of a file system is in another Region. */
const fileSystemLeaves: Elsewhere = (graph, node) => {
  const items = itemsOf(graph.get(node, ...DESTINATIONS));
  return (
    items &&
    anyOf(
      items.map((_, i): Truth => {
        const region = graph.get(node, ...DESTINATIONS, i, 'Region');
        if (region.kind !== 'absent') return isElsewhere(region, node);
        const [to] = referencesIn(graph.get(node, ...DESTINATIONS, i, 'FileSystemId'));
        return to && to.node.region !== node.region;
      }),
    )
  );
};

/** The file systems that one is copied to; for one that is not at hand, its Region. */
function copiesOf(graph: ResourceGraph, node: ResourceNode): readonly unknown[] {
  const items = itemsOf(graph.get(node, ...DESTINATIONS)) ?? [];
  return items.flatMap((_, i): readonly unknown[] => {
    const id = graph.get(node, ...DESTINATIONS, i, 'FileSystemId');
    const named = referencesIn(id).map((reference) => reference.node);
    const region = asString(graph.get(node, ...DESTINATIONS, i, 'Region'));
    if (named.length > 0 || id.kind === 'absent') return named;
    return region.state === 'known' ? [region.value] : [];
  });
}

/** A cluster of a global database, or one that a cluster of another Region replicates. */
export const clusterReplicated: Elsewhere = (graph, node) =>
  isGlobalMember(graph, node) || hasReplica(graph, node);

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html */
export const hasReplica: Elsewhere = (graph, node) => {
  const replicas = graph.having([node.type], sourcesOf, node);
  if (replicas.some(({ region }) => region !== node.region)) return true;
  const open = graph.having([node.type], sourcesOf, 'open');
  // What CloudFormation names itself may be what an ARN of its Region says.
  const isNamed = physicalName(graph, node) !== undefined;
  const elsewhere = isNamed ? [] : graph.having([node.type], sourcesOf, `of ${node.region}`);
  return [...open, ...elsewhere].length > 0 ? undefined : false;
};

function sourcesOf(graph: ResourceGraph, node: ResourceNode) {
  return ['SourceDBInstanceIdentifier', 'ReplicationSourceIdentifier']
    .map((property) => graph.get(node, property))
    .filter(({ kind }) => kind !== 'absent')
    .map((value) => {
      const found = leadsTo(graph, value, [node.type]);
      const [, region] = /^arn:[^:]*:rds:([a-z0-9-]+):/.exec(textKey(value) ?? '') ?? [];
      return found === undefined && region !== undefined ? `of ${region}` : found;
    });
}

/** Tables of CloudFormation's older type are replicated by a custom resource of the CDK. */
export const tableReplicated: Elsewhere = (graph, node) =>
  referrersBy(graph, node, 'Custom::DynamoDBReplica', 'TableName').length > 0;

/** https://docs.aws.amazon.com/keyspaces/latest/devguide/multiRegion-replication.html */
export const keyspaceReplicated: Elsewhere = (graph, node) => {
  const types = ['AWS::Cassandra::Keyspace'];
  const keyspace = targetOf(graph, graph.get(node, 'KeyspaceName'), types, node.region);
  return keyspace && toRegions(['ReplicationSpecification', 'RegionList'])(graph, keyspace);
};

export const bucketReplicated: Elsewhere = (graph, node) => {
  const rules = replicationsOf(graph, node);
  return (
    rules &&
    anyOf(
      rules.map(({ destination, isCertain, reaches }): Truth => {
        if (reaches === false || destination?.region === node.region) return false;
        return isCertain && reaches && destination !== undefined ? true : undefined;
      }),
    )
  );
};

function isElsewhere(value: Resolved, { region }: ResourceNode): Truth {
  const named = asString(value);
  if (named.state === 'absent') return false;
  return named.state === 'unknown' || region === undefined ? undefined : named.value !== region;
}
