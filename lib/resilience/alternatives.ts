import type { Assumption, Level, PathName, Prediction } from './prediction.ts';
import { PATHS } from './rows.ts';

/** What would be otherwise if an assumption that nobody set had another value. */
export interface Alternative {
  /** The key of the assumption. */
  readonly assumption: string;
  readonly value: number | string | boolean;
  readonly changes: readonly LevelChange[];
}

/** The level of one path of one scenario, as predicted and otherwise. */
export interface LevelChange {
  readonly scenario: string;
  readonly path: PathName;
  readonly from: Level;
  readonly to: Level;
}

/**
 * The levels that change if all of a group's minimum were needed, and if a dependency that is taken
 * as hard were soft, or the other way round: no template says either, so both are named.
 *
 * @param predictWith predicts the same with other values of some assumptions
 */
export function alternativesOf(
  prediction: Prediction,
  predictWith: (values: Readonly<Record<string, number | string | boolean>>) => Prediction,
): readonly Alternative[] {
  return prediction.inputs.assumptions.flatMap((assumption) => {
    const value = otherwise(assumption);
    if (value === undefined) return [];
    const { key } = assumption;
    const changes = levelChanges(prediction, predictWith({ [key]: value }));
    return { assumption: key, value, changes };
  });
}

function otherwise({ key, value, range, setBy }: Assumption): number | boolean | undefined {
  if (setBy !== 'default') return undefined;
  if (key.startsWith('hard.') && typeof value === 'boolean') return !value;
  const most = range?.[1];
  return key.startsWith('need.') && most !== undefined && most !== value ? most : undefined;
}

function levelChanges(before: Prediction, after: Prediction): readonly LevelChange[] {
  const others = new Map(after.scenarios.map(({ id, paths }) => [id, paths]));
  return before.scenarios.flatMap(({ id, paths }) =>
    PATHS.flatMap((path) => {
      const from = paths[path]?.level;
      const to = others.get(id)?.[path]?.level;
      if (from === undefined || to === undefined || from === to) return [];
      return { scenario: id, path, from, to };
    }),
  );
}
