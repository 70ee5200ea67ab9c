import { outcomeOf, rankOf } from './outcome.ts';
import type { Level, PathName, PathPrediction, Prediction } from './prediction.ts';
import { PATHS } from './rows.ts';

/** What became of one path of one scenario since a base. */
export interface Change {
  readonly kind: 'better' | 'worse' | 'added' | 'gone';
  readonly scenario: string;
  readonly path: PathName;
  /** Absent for what was added. */
  readonly from?: Summary;
  /** Absent for what is gone. */
  readonly to?: Summary;
}

/** The figures of a path by which two predictions are compared; null: nothing comes back. */
export interface Summary {
  readonly level: Level;
  readonly rtoSeconds: number | null;
  readonly rpoSeconds: number | null;
}

/**
 * What got better or worse since a base, with a person's help where it takes one: first by level,
 * then by recovery time, then by what is lost.
 */
export function changesSince(base: Prediction, now: Prediction): readonly Change[] {
  const before = new Map(base.scenarios.map(({ id, paths }) => [id, paths]));
  const after = new Map(now.scenarios.map(({ id, paths }) => [id, paths]));
  const ids = [...new Set([...after.keys(), ...before.keys()])];
  return ids.flatMap((scenario) =>
    PATHS.flatMap((path): Change | readonly Change[] => {
      const from = summaryOf(before.get(scenario)?.[path]);
      const to = summaryOf(after.get(scenario)?.[path]);
      if (from === undefined && to === undefined) return [];
      if (from === undefined) return { kind: 'added', scenario, path, ...(to && { to }) };
      if (to === undefined) return { kind: 'gone', scenario, path, from };
      const order = compareSummaries(from, to);
      return order === 0 ? [] : { kind: order > 0 ? 'better' : 'worse', scenario, path, from, to };
    }),
  );
}

function summaryOf(path: PathPrediction | undefined): Summary | undefined {
  if (path === undefined) return undefined;
  const { rto, rpo } = outcomeOf(path, 'by hand');
  return {
    level: path.level,
    rtoSeconds: rto?.typical ?? null,
    rpoSeconds: rpo?.typical ?? null,
  };
}

/** Above 0 if the first is worse. */
function compareSummaries(a: Summary, b: Summary): number {
  const seconds = (value: number | null) => value ?? Number.MAX_VALUE;
  return (
    rankOf(a.level) - rankOf(b.level) ||
    seconds(a.rtoSeconds) - seconds(b.rtoSeconds) ||
    seconds(a.rpoSeconds) - seconds(b.rpoSeconds)
  );
}
