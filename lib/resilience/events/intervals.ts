/** What begins, and may end, seconds after a common start. */
interface Timed {
  readonly from: number;
  readonly to: number | null;
}

/** A time in which the same effects last. */
export interface Interval<Effect extends Timed> {
  readonly from: number;
  /** Null: without an end. */
  readonly to: number | null;
  /** None in a quiet time between two of them. */
  readonly effects: readonly Effect[];
}

/**
 * Cuts effects over time where one begins or ends, from the first begin to the last end: inside of
 * an interval nothing changes, so one verdict holds for all of it.
 */
export function intervalsOf<Effect extends Timed>(
  effects: readonly Effect[],
): readonly Interval<Effect>[] {
  const times = effects.flatMap((effect) => [effect.from, endOf(effect)]);
  const cuts = [...new Set(times)].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? Number.POSITIVE_INFINITY;
    return {
      from,
      to: Number.isFinite(to) ? to : null,
      effects: effects.filter((effect) => effect.from <= from && endOf(effect) > from),
    };
  });
}

function endOf({ to }: Timed): number {
  return to ?? Number.POSITIVE_INFINITY;
}
