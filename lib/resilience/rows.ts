import type { PathName, PathPrediction, ScenarioPrediction } from './prediction.ts';

/** In the order in which they are shown. */
export const PATHS: readonly PathName[] = ['reads', 'writes', 'async'];

/** One path of one scenario. */
export interface Row {
  readonly scenario: ScenarioPrediction;
  readonly name: PathName;
  readonly path: PathPrediction;
}

/** Every path of every scenario. */
export function rowsOf(scenarios: readonly ScenarioPrediction[]): readonly Row[] {
  return scenarios.flatMap((scenario) =>
    PATHS.flatMap((name) => {
      const path = scenario.paths[name];
      return path === undefined ? [] : { scenario, name, path };
    }),
  );
}
