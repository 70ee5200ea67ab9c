import type { ResourceGraph, ResourceNode } from '../../assembly/index.ts';
import { QUOTAS, type Quota } from './quota-table.ts';

/** What the stacks of one Region take of one quota, at the maximum of their scaling. */
export interface QuotaNeed {
  readonly region: string;
  readonly quota: Quota;
  /** At least this many; exactly, unless `open` names resources. */
  readonly needed: number;
  /** The resources that take of it. */
  readonly resources: readonly ResourceNode[];
  /** Resources of which it is not known how much they take. */
  readonly open: readonly ResourceNode[];
  /** Whether the default is too small: the Region cannot grow to what the templates say. */
  readonly exceedsDefault: boolean;
}

/**
 * The bill of quotas: what an account must be allowed in each Region. A template does not know the
 * account's own quotas, nor what else runs there: ask `aws service-quotas`, for the other Region
 * as well.
 */
export function billOfQuotas(graph: ResourceGraph): readonly QuotaNeed[] {
  return graph.regions.flatMap((region) =>
    QUOTAS.flatMap((quota) => {
      const taking = graph
        .resourcesOf(...quota.types)
        .filter((node) => node.region === region && graph.exists(node) !== false)
        .map((node) => ({ node, takes: quota.takes(graph, node) }))
        .filter(({ takes }) => takes !== 0);
      if (taking.length === 0) return [];
      const amounts = taking.map(({ takes }) => takes ?? 0);
      const taken = quota.perResource
        ? Math.max(...amounts)
        : amounts.reduce((sum, amount) => sum + amount, 0);
      const needed = taken + (quota.unused ?? 0);
      return {
        region,
        quota,
        needed,
        resources: taking.map(({ node }) => node),
        open: taking.filter(({ takes }) => takes === undefined).map(({ node }) => node),
        exceedsDefault: needed > quota.value,
      };
    }),
  );
}
