import type { ResourceGraph } from '../assembly/index.ts';

/** One value of one property, as it might be. */
export interface Override {
  /** `Stack/LogicalId`. */
  readonly resource: string;
  /** `Workflows.0.Steps`: as evidence names it. */
  readonly property: string;
  readonly value: number;
}

/** The same graph with another value of one property, for the question what would be if. */
export function overridden(graph: ResourceGraph, override: Override): ResourceGraph {
  return new Proxy(graph, {
    get(target, key) {
      if (key === 'get') {
        const get: ResourceGraph['get'] = (node, ...path) =>
          node.id === override.resource && path.join('.') === override.property
            ? { kind: 'literal', value: override.value }
            : target.get(node, ...path);
        return get;
      }
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
