import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { evidenceOf } from './evidence.ts';
import type { Figures } from './figures.ts';
import type { Context, Part } from './part.ts';
import { KINDS, type PartKind, partsOf } from './parts/index.ts';
import { type Plan, plansOf } from './plans.ts';
import { type Entry, entryOf } from './routing.ts';
import { homeOf } from './zones.ts';

/** What is known of a service from its templates: everything that scenarios are laid on. */
export interface World {
  readonly context: Context;
  readonly parts: readonly Part[];
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
  return {
    context,
    parts: partsOf(context, kinds),
    entry: entryOf(context),
    plans: plansOf(context),
  };
}
