import {
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../../assembly/index.ts';
import type { Profile, StrategyName } from '../../profile.ts';

/** Strategies that run something in more than one Region at all times. */
export function isMultiRegion({ strategy }: Profile): boolean {
  const strategies: readonly (StrategyName | undefined)[] = [
    'pilot-light',
    'warm-standby',
    'active-active',
  ];
  return strategies.includes(strategy);
}

/** The Regions that a Region has to be able to do without: the primary one, or all other active ones. */
export function regionsLostTo({ regions }: Profile, region: string | undefined): readonly string[] {
  const role = regions.find(({ name }) => name === region)?.role;
  if (role === 'standby' || role === 'recovery') {
    return regions.filter((one) => one.role === 'primary').map(({ name }) => name);
  }
  if (role !== 'active') return [];
  return regions
    .filter((one) => one.role === 'active' && one.name !== region)
    .map(({ name }) => name);
}

/** Resources of services that are not in a Region, or that are the same in each. */
const GLOBAL = [
  'AWS::CloudFront::',
  'AWS::DynamoDB::GlobalTable',
  'AWS::GlobalAccelerator::',
  'AWS::IAM::',
  'AWS::Organizations::',
  'AWS::RDS::GlobalCluster',
  'AWS::Route53::',
];

export function isGlobal({ type }: ResourceNode): boolean {
  return GLOBAL.some((prefix) => type.startsWith(prefix));
}

/** A cluster of a global database. */
export interface Member {
  readonly cluster: ResourceNode;
  /** Whether data is written here first, as the templates say; undefined: they do not. */
  readonly isPrimary: boolean;
}

/** The clusters of a global database, and those that may be, for all that is known. */
export function membersOf(
  graph: ResourceGraph,
  global: ResourceNode,
): { readonly members: readonly Member[]; readonly open: readonly ResourceNode[] } {
  const source = clusterAt(graph, graph.get(global, 'SourceDBClusterIdentifier'));
  const members: Member[] = [];
  const open: ResourceNode[] = [];
  for (const cluster of graph.resourcesOf('AWS::RDS::DBCluster')) {
    const id = graph.get(cluster, 'GlobalClusterIdentifier');
    const found = targetOf(graph, id, ['AWS::RDS::GlobalCluster']);
    if (cluster === source || found === global) {
      // Only the first cluster of a global database is given a user or a snapshot.
      const isFirst = ['MasterUsername', 'ManageMasterUserPassword', 'SnapshotIdentifier'].some(
        (property) => graph.get(cluster, property).kind !== 'absent',
      );
      members.push({ cluster, isPrimary: source === undefined ? isFirst : cluster === source });
    } else if (found === undefined && id.kind !== 'absent' && asString(id).state === 'unknown') {
      open.push(cluster);
    }
  }
  return { members, open };
}

/** The global database that a cluster is a part of. */
export function globalOf(graph: ResourceGraph, cluster: ResourceNode): ResourceNode | undefined {
  return graph
    .resourcesOf('AWS::RDS::GlobalCluster')
    .find((global) => membersOf(graph, global).members.some((one) => one.cluster === cluster));
}

function clusterAt(graph: ResourceGraph, value: Resolved): ResourceNode | undefined {
  return targetOf(graph, value, ['AWS::RDS::DBCluster']);
}

/** The instances of a cluster, and whether there may be more. */
export function instancesOf(
  graph: ResourceGraph,
  cluster: ResourceNode,
): { readonly instances: readonly ResourceNode[]; readonly mayBeMore: boolean } {
  const instances: ResourceNode[] = [];
  let mayBeMore = false;
  for (const instance of graph.resourcesOf('AWS::RDS::DBInstance')) {
    const id = graph.get(instance, 'DBClusterIdentifier');
    if (clusterAt(graph, id) === cluster) instances.push(instance);
    else if (id.kind === 'unknown') mayBeMore = true;
  }
  return { instances, mayBeMore };
}

/** The resource that stands for the same thing in another Region, if exactly one does. */
export function twinOf(
  graph: ResourceGraph,
  node: ResourceNode,
  region: string,
): ResourceNode | undefined {
  const twins = graph
    .resourcesOf(node.type)
    .filter((other) => other.region === region && keyOf(other) === keyOf(node));
  return twins.length === 1 ? twins[0] : undefined;
}

/** A resource's path without the Region's name. */
function keyOf({ constructPath, logicalId, region = '' }: ResourceNode): string {
  return region === ''
    ? (constructPath ?? logicalId)
    : (constructPath ?? logicalId).replaceAll(region, '*');
}
