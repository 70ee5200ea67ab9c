import type { Level, PathPrediction, Prediction, Span } from '../../../lib/resilience/index.ts';
import type { Failback } from '../../../lib/resilience/prediction.ts';

/** How one figure of a prediction stands to the same one of another. */
export interface Difference {
  readonly scenario: string;
  readonly path: string;
  readonly figure: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly is: 'better' | 'worse';
}

/**
 * Levels from the best to the worst. Serving too little and serving nothing until a person acts
 * are as bad as each other here: which is worse depends on how long and how much.
 */
const RANK: Readonly<Record<Level, number>> = {
  unaffected: 0,
  recovers: 1,
  degraded: 2,
  'recovers-by-hand': 2,
  unknown: 3,
  lost: 4,
};

/** Everything that got better or worse in the scenarios that both have. */
export function differences(before: Prediction, after: Prediction): readonly Difference[] {
  const others = new Map(after.scenarios.map(({ id, paths }) => [id, paths]));
  return before.scenarios.flatMap(({ id, paths }) =>
    Object.entries(paths).flatMap(([path, from]) => {
      const to = others.get(id)?.[path as 'reads'];
      return to === undefined
        ? []
        : compare(from, to).map((one) => ({ scenario: id, path, ...one }));
    }),
  );
}

type Compared = Omit<Difference, 'scenario' | 'path'>;

/** What a better or worse level is made of cannot be compared figure by figure. */
function compare(from: PathPrediction, to: PathPrediction): readonly Compared[] {
  const rank = RANK[to.level] - RANK[from.level];
  if (rank !== 0) return [difference('level', from.level, to.level, rank)];
  if (from.level !== to.level) return spans('rto', from.rto, to.rto);
  return [
    ...spans('rto', from.rto, to.rto),
    ...spans('rpo', from.rpo, to.rpo),
    ...spans('byHand.rto', from.byHand?.rto ?? null, to.byHand?.rto ?? null),
    ...spans('byHand.rpo', from.byHand?.rpo ?? null, to.byHand?.rpo ?? null),
    ...failbacks(from.failback, to.failback),
    ...numbers('failingShare', from.failingShare, to.failingShare),
    ...numbers('capacity', -(from.capacity?.left ?? 0), -(to.capacity?.left ?? 0)),
  ];
}

/** A way back of another kind is compared by what people have to do: nothing is better. */
function failbacks(from: Failback | null, to: Failback | null): readonly Compared[] {
  if (from === null || to === null) return [];
  if (from.how !== to.how)
    return [difference('failback', from.how, to.how, to.how === 'by hand' ? 1 : -1)];
  return [
    ...spans('failback', from.duration, to.duration),
    ...spans('failback.rpo', from.rpo, to.rpo),
  ];
}

function spans(figure: string, from: Span | null, to: Span | null): readonly Compared[] {
  return (['shortest', 'typical', 'longest'] as const).flatMap((end) =>
    numbers(
      `${figure}.${end}`,
      from?.[end] ?? Number.POSITIVE_INFINITY,
      to?.[end] ?? Number.POSITIVE_INFINITY,
    ),
  );
}

function numbers(figure: string, from: number, to: number): readonly Compared[] {
  return from === to ? [] : [difference(figure, from, to, to - from)];
}

function difference(figure: string, from: unknown, to: unknown, worse: number): Compared {
  return { figure, from, to, is: worse > 0 ? 'worse' : 'better' };
}
