import { whole } from '../effects.ts';
import type { World } from '../world.ts';
import type { ScenarioKind } from './scenario.ts';

/** Stands for the zones of what only the deployment places. */
const UNKNOWN = 'unknown-zone';

export const scenario: ScenarioKind = {
  name: 'az-loss',
  places: (world) => {
    const known = [...new Set(zonesOf(world).map(({ id }) => id))].toSorted();
    return world.parts.some(({ zones }) => zones === undefined) ? [...known, UNKNOWN] : known;
  },
  title: (zone) =>
    zone === UNKNOWN
      ? 'an Availability Zone that only the deployment knows is lost'
      : `the Availability Zone ${zone} is lost`,
  effects: (zone, world) => {
    const region = zonesOf(world).find(({ id }) => id === zone)?.region;
    return [whole('zone-lost', { zone, ...(region !== undefined && { region }) })];
  },
  // Half of the past losses of a zone also kept its Region from launching.
  alsoWith: ['no-launches'],
};

function zonesOf({ parts }: World) {
  return parts.flatMap(({ zones }) => zones ?? []);
}
