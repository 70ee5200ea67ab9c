import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { evidenceOf } from './evidence.ts';
import type { Figures } from './figures.ts';
import { type Impacts, impactsOn, impactsWith } from './impacts.ts';
import type { Context, Part } from './part.ts';
import { KINDS, type PartKind, partFrom, partsOf } from './parts/index.ts';
import { type Plan, plansOf } from './plans.ts';
import type { PathName } from './prediction.ts';
import { type Entry, entryOf } from './routing.ts';
import { type Serving, servingOf } from './serving.ts';
import { homeOf } from './zones.ts';

/**
 * What is known of a service from its templates: everything that scenarios are laid on. Whatever
 * is the same for many of them is remembered here, and nowhere else.
 */
export interface World {
  readonly context: Context;
  readonly parts: readonly Part[];
  readonly impacts: Impacts;
  readonly serving: Readonly<Record<PathName, Serving>>;
  /** How clients choose among Regions; undefined: they cannot. */
  readonly entry: Entry | undefined;
  readonly plans: readonly Plan[];
}

export function worldOf(
  graph: ResourceGraph,
  figures: Figures,
  kinds: readonly PartKind[] = KINDS,
): World {
  const counts = new Map<string, number>();
  for (const { logicalId } of graph.nodes) counts.set(logicalId, (counts.get(logicalId) ?? 0) + 1);
  const home = homeOf(graph);
  const context: Context = {
    graph,
    figures,
    nameOf: ({ id, logicalId }: ResourceNode) => (counts.get(logicalId) === 1 ? logicalId : id),
    namesOf: ({ id, logicalId, constructPath }: ResourceNode) =>
      constructPath === undefined ? [id, logicalId] : [id, logicalId, constructPath],
    regionOf: ({ region }) => region ?? home,
    evidence: (node, ...path) => evidenceOf(graph, node, path),
  };
  const parts = partsOf(context, kinds);
  return {
    context,
    parts,
    impacts: impactsOn(parts),
    serving: servingAll(parts),
    entry: entryOf(context),
    plans: plansOf(context),
  };
}

/** The same world in which one part rests on other figures, with that part before and after. */
export function worldWith(
  world: World,
  before: Part,
  figures: Figures,
  kinds?: readonly PartKind[],
): { readonly world: World; readonly before: Part; readonly part: Part } {
  const part = partFrom({ ...world.context, figures }, before.node, kinds) ?? before;
  const parts = world.parts.map((one) => (one === before ? part : one));
  const impacts = impactsWith(world.impacts, parts, part);
  return { world: { ...world, parts, impacts, serving: servingAll(parts) }, before, part };
}

function servingAll(parts: readonly Part[]): World['serving'] {
  return {
    reads: servingOf(parts, 'reads'),
    writes: servingOf(parts, 'writes'),
    async: servingOf(parts, 'async'),
  };
}
