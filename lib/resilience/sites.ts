import type { Fault } from './effects.ts';
import type { Impact, Return } from './part.ts';
import type { Bar, Capacity, PathName, Reason, Span, Unknown } from './prediction.ts';
import { longestOf } from './spans.ts';
import type { World } from './world.ts';

/** What a fault comes to for the requests of one path that are answered in one Region. */
export interface SiteOutcome {
  readonly region: string;
  readonly comesBack: Return;
  readonly share: number;
  /** What happens at the same time, each one after the other. */
  readonly chains: readonly (readonly Bar[])[];
  readonly beside: readonly Bar[];
  /** Of the group that has the least to spare. */
  readonly capacity: Capacity | undefined;
  readonly rpo: Span | null;
  readonly because: readonly Reason[];
  readonly unknowns: readonly Unknown[];
  /** Whether whatever answers first is still there. */
  readonly answers: boolean;
  /** Instances or tasks that answer requests. */
  readonly left: number;
}

const WORST: readonly Return[] = ['none', 'self', 'hand', 'unknown', 'never'];

export function siteOutcome(
  world: World,
  fault: Fault,
  path: PathName,
  region: string,
): SiteOutcome {
  const impacts = world.impacts(fault, path, region);
  const all = impacts.map(({ impact }) => impact);
  const isHit = ({ comesBack }: Impact) => comesBack !== 'none';
  const computes = impacts.filter(({ part }) => part.tier === 'compute' && part.region === region);
  const lost = fault.regions.has(region);
  const worst =
    all
      .map(({ comesBack }) => comesBack)
      .toSorted((a, b) => WORST.indexOf(b) - WORST.indexOf(a))[0] ?? 'none';
  const left = computes.reduce((total, { impact }) => total + (impact.capacity?.left ?? 1), 0);
  return {
    region,
    comesBack: lost ? 'never' : worst,
    share: lost ? 1 : Math.max(0, ...all.map(({ share }) => share)),
    chains: all.filter(isHit).map(({ bars }) => bars),
    beside: all.flatMap(({ beside }) => beside ?? []),
    capacity: lost ? undefined : tightest(computes.flatMap(({ impact }) => impact.capacity ?? [])),
    rpo: all.some(({ rpo }) => rpo === null)
      ? null
      : longestOf(all.flatMap(({ rpo }) => rpo ?? [])),
    because: lost ? [] : all.flatMap(({ because }) => because),
    unknowns: all.flatMap(({ unknown }) => unknown ?? []),
    answers: !lost && left > 0,
    left: lost ? 0 : left,
  };
}

/** What peaks have to be carried by, least to spare first. */
function tightest(capacities: readonly Capacity[]): Capacity | undefined {
  const spare = ({ left, need }: Capacity) => (need === 0 ? Number.POSITIVE_INFINITY : left / need);
  return capacities.toSorted((a, b) => spare(a) - spare(b))[0];
}
