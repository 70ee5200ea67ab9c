import type { Effect } from '../effects.ts';
import type { World } from '../world.ts';

/** One kind of failure, which happens somewhere or everywhere. */
export interface ScenarioKind {
  readonly name: string;
  /** The places where it can happen; undefined: it happens in all of them at once. */
  places?(world: World): readonly string[];
  /** What happens, for people. */
  title(place: string): string;
  effects(place: string, world: World): readonly Effect[];
  /** Scenarios that are tried in addition, together with this one. */
  readonly alsoWith?: readonly string[];
}
