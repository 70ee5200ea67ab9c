import type { ResourceGraph } from '../assembly/index.ts';
import { type Fault, faultOf } from './effects.ts';
import { Figures } from './figures.ts';
import { impactOf } from './impacts.ts';
import type { Part } from './part.ts';
import { type PathOutcome, predictPath } from './paths.ts';
import { chosenScenarios, type PredictOptions } from './predict.ts';
import type { Assumption, Level, PathName, Prediction } from './prediction.ts';
import { rowsOf } from './rows.ts';
import { type World, worldOf, worldWith } from './world.ts';

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
 * Such an assumption is about one part, the name of which its key ends with: the rest of the world
 * is the same, and is not made again.
 */
export function alternativesOf(
  graph: ResourceGraph,
  prediction: Prediction,
  options: PredictOptions = {},
): readonly Alternative[] {
  const { given, facts, partKinds, scenarioKinds } = options;
  const world = worldOf(graph, new Figures(given, facts), partKinds);
  const parts = new Map(world.parts.map((part) => [part.name, part]));
  const scenarios = prediction.scenarios.map(({ id }) => id);
  const chosen = chosenScenarios(
    world,
    scenarioKinds === undefined ? { ...options, scenarios } : options,
  );
  const faults = new Map(chosen.map(({ id, effects }) => [id, faultOf(effects)]));
  const rows = rowsOf(prediction.scenarios).flatMap(({ scenario: { id }, name, path }): Row[] => {
    const fault = faults.get(id);
    const now = fault && predictPath(world, fault, name);
    if (fault === undefined || now === undefined) return [];
    return [{ scenario: id, path: name, fault, level: path.level, isApart: now.isApart }];
  });
  return prediction.inputs.assumptions.flatMap((assumption) => {
    const value = otherwise(assumption);
    if (value === undefined) return [];
    const { key } = assumption;
    const part = parts.get(key.slice(key.indexOf('.') + 1));
    if (part === undefined) return { assumption: key, value, changes: [] };
    const figures = new Figures({ ...given, [key]: { value, setBy: 'declared' } }, facts);
    const after = worldWith(world, part, figures, partKinds);
    return { assumption: key, value, changes: levelChanges(rows, after) };
  });
}

function otherwise({ key, value, range, setBy }: Assumption): number | boolean | undefined {
  if (setBy !== 'default') return undefined;
  if (key.startsWith('hard.') && typeof value === 'boolean') return !value;
  const most = range?.[1];
  return key.startsWith('need.') && most !== undefined && most !== value ? most : undefined;
}

/** A path of a scenario as it was predicted. */
interface Row extends Pick<PathOutcome, 'isApart'> {
  readonly scenario: string;
  readonly path: PathName;
  readonly fault: Fault;
  readonly level: Level;
}

function levelChanges(
  rows: readonly Row[],
  { world, before, part }: ReturnType<typeof worldWith>,
): readonly LevelChange[] {
  return rows.flatMap(({ scenario, path, fault, level: from, isApart }) => {
    const isSame =
      (isApart || from === 'unaffected') &&
      [before, part].every((one) => isWhole(world, one, fault, path));
    const to = isSame ? from : predictPath(world, fault, path)?.prediction.level;
    return to === undefined || from === to ? [] : { scenario, path, from, to };
  });
}

/**
 * Whether a fault leaves a part as it is, with all that is needed of it: then it decides nothing
 * of what a Region answers by itself, and what is short there is so for another part.
 */
function isWhole({ serving }: World, part: Part, fault: Fault, path: PathName): boolean {
  return serving[path].regions.every((region) => {
    const impact = impactOf(part, fault, path, region);
    if (impact === undefined) return true;
    const { comesBack, capacity } = impact;
    return comesBack === 'none' && (capacity === undefined || capacity.left >= capacity.need);
  });
}
