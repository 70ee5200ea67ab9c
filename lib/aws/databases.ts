import {
  asNumber,
  asString,
  leadsTo,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  targetOf,
  textKey,
} from '../assembly/index.ts';

export const DB_CLUSTER = 'AWS::RDS::DBCluster';
export const DB_INSTANCE = 'AWS::RDS::DBInstance';

/** Whether a cluster is one of Aurora with instances of its own; undefined: it is not known. */
export function isAurora(graph: ResourceGraph, cluster: ResourceNode): boolean | undefined {
  const engine = asString(graph.get(cluster, 'Engine'));
  if (engine.state === 'unknown') return undefined;
  // The first generation of Aurora Serverless has no instances in the template.
  const mode = asString(graph.get(cluster, 'EngineMode'));
  const isFirstServerless = mode.state === 'known' && mode.value === 'serverless';
  return engine.state === 'known' && engine.value.startsWith('aurora') && !isFirstServerless;
}

export interface Members {
  readonly members: readonly ResourceNode[];
  /** Instances of which it is not known whether they are members. */
  readonly open: readonly ResourceNode[];
}

/** The instances of a cluster, also of one of DocumentDB or Neptune. */
export function membersOfCluster(graph: ResourceGraph, cluster: ResourceNode): Members {
  const instance = cluster.type.replace(/Cluster$/, 'Instance');
  return {
    members: graph.having([instance], clustersOf, cluster),
    open: graph.having([instance], clustersOf, 'open'),
  };
}

/** The subnet group of a cluster; undefined: it is not in the input, or the default one. */
export function subnetGroupOfCluster(
  graph: ResourceGraph,
  cluster: ResourceNode,
): ResourceNode | undefined {
  const type = cluster.type.replace(/DBCluster$/, 'DBSubnetGroup');
  return targetOf(graph, graph.get(cluster, 'DBSubnetGroupName'), [type], cluster.region);
}

function clustersOf(graph: ResourceGraph, instance: ResourceNode) {
  const value = graph.get(instance, 'DBClusterIdentifier');
  const type = instance.type.replace(/Instance$/, 'Cluster');
  return [leadsTo(graph, value, [type], instance.region)];
}

/** Whether an instance holds data of its own: it belongs to no cluster and replicates no other. */
export function holdsData(graph: ResourceGraph, instance: ResourceNode): boolean {
  return ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].every(
    (property) => graph.get(instance, property).kind === 'absent',
  );
}

/** Whether a resource is a cluster, or an instance that holds data of its own. */
export function isDatabase(graph: ResourceGraph, node: ResourceNode): boolean {
  return node.type === DB_CLUSTER || holdsData(graph, node);
}

/** How large an instance class is within its family: `2xlarge` is twice `xlarge`. */
export function sizeOfClass(size: string): number {
  const multiple = /^(\d*)xlarge/.exec(size)?.[1];
  if (multiple !== undefined) return 8 * Number(multiple || 1);
  return { small: 1, medium: 2, large: 4 }[size] ?? 0;
}

const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';

/**
 * The fewest readers that Aurora Auto Scaling keeps for a cluster; none where nothing scales it,
 * undefined: it is not known
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html).
 */
export function leastReadersOf(graph: ResourceGraph, cluster: ResourceNode): number | undefined {
  const targets = graph.having([SCALABLE], scaledClusters, cluster);
  const least = targets.map((target) => asNumber(graph.get(target, 'MinCapacity')));
  if (least.some(({ state }) => state === 'unknown')) return undefined;
  return Math.max(0, ...least.map((read) => (read.state === 'known' ? read.value : 0)));
}

/** The cluster in `cluster:NAME`. */
function scaledClusters(graph: ResourceGraph, target: ResourceNode): readonly unknown[] {
  const id = graph.get(target, 'ResourceId');
  const referred = referencesIn(id).map(({ node }) => node);
  const name = textKey(id)?.match(/^cluster:(.+)$/)?.[1];
  return name === undefined
    ? referred
    : [targetOf(graph, { kind: 'literal', value: name }, [DB_CLUSTER], target.region)];
}
