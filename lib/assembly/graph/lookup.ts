import type { ResourceNode } from '../model.ts';
import type { Assumptions, ResourceGraph } from './graph.ts';

/**
 * What a resource can be looked up by. It is the identity of an index: give the same function in
 * every call, not a new closure.
 */
export type KeysOf = (graph: ResourceGraph, node: ResourceNode) => readonly unknown[];

/**
 * Resources by the keys they have whatever the conditions are. Those whose keys depend on a
 * condition are kept apart, and read again for every view.
 */
export interface Lookup {
  readonly byKey: ReadonlyMap<unknown, readonly ResourceNode[]>;
  readonly open: readonly ResourceNode[];
  /** The parameters whose defaults are in the keys of a resource; those with none are left out. */
  readonly parameters: ReadonlyMap<ResourceNode, ReadonlySet<string>>;
  /** Where a resource stands among all that were looked at. */
  readonly order: ReadonlyMap<ResourceNode, number>;
}

export function buildLookup(
  graph: ResourceGraph,
  nodes: readonly ResourceNode[],
  keysOf: KeysOf,
): Lookup {
  const byKey = new Map<unknown, ResourceNode[]>();
  const open: ResourceNode[] = [];
  const parameters = new Map<ResourceNode, Set<string>>();
  for (const node of nodes) {
    let isOpen = false;
    const watch: Assumptions = {
      decide: () => {
        isOpen = true;
        return undefined;
      },
      onRead: (names) => {
        if (names.length === 0) return;
        parameters.set(node, new Set([...(parameters.get(node) ?? []), ...names]));
      },
    };
    const keys = keysOf(graph.under(watch), node);
    if (isOpen) {
      open.push(node);
      continue;
    }
    for (const key of new Set(keys)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [node]);
      else list.push(node);
    }
  }
  const order = new Map(nodes.map((node, i) => [node, i]));
  return { byKey, open, parameters, order };
}
