import type { Effect } from '../effects.ts';
import type { World } from '../world.ts';
import { SCENARIOS } from './registry.ts';
import type { ScenarioKind } from './scenario.ts';

/** One failure at one place, or two at once. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly effects: readonly Effect[];
}

/** All scenarios that are tried unless others are asked for. */
export function standardScenarios(
  world: World,
  kinds: readonly ScenarioKind[] = SCENARIOS,
): readonly Scenario[] {
  return kinds.flatMap((kind) => {
    const own = scenariosOfKind(world, kind);
    const also = (kind.alsoWith ?? []).flatMap((name) => named(world, name, kinds));
    return [...own, ...own.flatMap((one) => also.map((other) => pair(one, other)))];
  });
}

/**
 * The scenarios that a text asks for: a name (`az-loss`, everywhere), a name with its place, or two
 * of them as `A+B`. Empty where there is none.
 */
export function scenariosNamed(
  world: World,
  text: string,
  kinds: readonly ScenarioKind[] = SCENARIOS,
): readonly Scenario[] {
  const parts = text.split('+').map((part) => named(world, part.trim(), kinds));
  const [first = [], ...others] = parts;
  return others.reduce<readonly Scenario[]>(
    (all, next) =>
      all.flatMap((one) => next.filter(({ id }) => id !== one.id).map((other) => pair(one, other))),
    first,
  );
}

function named(world: World, text: string, kinds: readonly ScenarioKind[]): readonly Scenario[] {
  const [name = '', ...rest] = text.split(':');
  const place = rest.join(':');
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) return [];
  const all = scenariosOfKind(world, kind);
  if (place === '') return all;
  const exact = all.filter(({ id }) => id === text);
  if (exact.length > 0) return exact;
  // A resource may be named by its logical ID or its path as well.
  const nodes = world.parts.filter((part) => world.context.namesOf(part.node).includes(place));
  return all.filter(({ id }) => nodes.some((part) => id === `${name}:${part.name}`));
}

/** By world, so that asking for many scenarios by name makes them once. */
const known = new WeakMap<World, Map<ScenarioKind, readonly Scenario[]>>();

function scenariosOfKind(world: World, kind: ScenarioKind): readonly Scenario[] {
  const byKind = known.get(world) ?? new Map<ScenarioKind, readonly Scenario[]>();
  known.set(world, byKind);
  const found = byKind.get(kind) ?? makeScenarios(world, kind);
  byKind.set(kind, found);
  return found;
}

function makeScenarios(world: World, kind: ScenarioKind): readonly Scenario[] {
  if (kind.places === undefined) {
    return [{ id: kind.name, title: kind.title(''), effects: kind.effects('', world) }];
  }
  return kind.places(world).map((place) => ({
    id: `${kind.name}:${place}`,
    title: kind.title(place),
    effects: kind.effects(place, world),
  }));
}

function pair(one: Scenario, other: Scenario): Scenario {
  return {
    id: `${one.id}+${other.id}`,
    title: `${one.title}; ${other.title}`,
    effects: [...one.effects, ...other.effects],
  };
}
