import type { Part } from './part.ts';
import type { PathName } from './prediction.ts';

/** What serves a path without a fault. */
export interface Serving {
  /** Where it is answered: the Regions that have what serves it, or takes its messages. */
  readonly regions: readonly string[];
  /** What answers requests or takes messages, by Region. */
  readonly computes: ReadonlyMap<string, readonly Part[]>;
  /** What the peak asks of those that answer: each Region is made to carry all of it alone. */
  readonly need: number;
}

export function servingOf(parts: readonly Part[], path: PathName): Serving {
  const serving = parts.filter((part) => part.tier === 'compute' && part.paths.includes(path));
  const computes = Map.groupBy(serving, ({ region }) => region);
  const stores = parts.filter(({ tier }) => tier === 'database');
  const written = new Set(stores.flatMap(({ replicas, region }) => replicas ?? [region]));
  return {
    regions: [...computes.keys()].filter((region) => path !== 'writes' || written.has(region)),
    computes,
    need: serving.reduce((most, { units }) => Math.max(most, units?.need ?? 0), 0),
  };
}
