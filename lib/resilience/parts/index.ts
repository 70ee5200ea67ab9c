import type { ResourceNode } from '../../assembly/index.ts';
import type { Context, Part, PartOfKind } from '../part.ts';
import * as apis from './apis.ts';
import * as caches from './caches.ts';
import * as clusters from './clusters.ts';
import * as compute from './compute.ts';
import * as functions from './functions.ts';
import * as instances from './instances.ts';
import * as loadBalancers from './load-balancers.ts';
import * as natGateways from './nat-gateways.ts';
import * as queues from './queues.ts';
import * as tables from './tables.ts';
import * as targets from './targets.ts';

/** How resources of some types become parts of a service. */
export interface PartKind {
  readonly types: readonly string[];
  /** Undefined where a resource takes no part in what is predicted. */
  partOf(context: Context, node: ResourceNode): PartOfKind | undefined;
}

/** All kinds of parts that predictions know: a new one is a file and a line here. */
export const KINDS: readonly PartKind[] = [
  loadBalancers,
  apis,
  compute,
  targets,
  functions,
  clusters,
  instances,
  tables,
  caches,
  queues,
  natGateways,
];

/** All parts of all Regions, in the order of kinds and of the graph. */
export function partsOf(context: Context, kinds: readonly PartKind[] = KINDS): readonly Part[] {
  return kinds.flatMap((kind) =>
    context.graph
      .resourcesOf(...kind.types)
      .flatMap((node) => partFrom(context, node, [kind]) ?? []),
  );
}

/** The part that a resource is, by the first kind that knows its type. */
export function partFrom(
  context: Context,
  node: ResourceNode,
  kinds: readonly PartKind[] = KINDS,
): Part | undefined {
  const part = kinds.find(({ types }) => types.includes(node.type))?.partOf(context, node);
  if (part === undefined) return undefined;
  return { name: context.nameOf(node), node, region: context.regionOf(node), ...part };
}
