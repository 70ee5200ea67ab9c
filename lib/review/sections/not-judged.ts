import type { ResourceGraph } from '../../assembly/index.ts';
import { MATTERING } from '../../aws/index.ts';
import type { Rule } from '../rule.ts';

/** Resources of a type that matters and that no rule judges. */
export interface NotJudged {
  readonly type: string;
  readonly count: number;
}

/** What serves or holds data and is judged by no rule, by type. Resources that never exist are left out. */
export function notJudged(graph: ResourceGraph, rules: readonly Rule[]): readonly NotJudged[] {
  const judged = new Set<string>(
    rules.flatMap(({ appliesTo }) => (appliesTo === 'graph' ? [] : appliesTo)),
  );
  return MATTERING.filter((type) => !judged.has(type)).flatMap((type) => {
    const count = graph.resourcesOf(type).filter((node) => graph.exists(node) !== false).length;
    return count === 0 ? [] : [{ type, count }];
  });
}
