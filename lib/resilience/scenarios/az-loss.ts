import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'az-loss',
  places: ({ parts }) =>
    [...new Set(parts.flatMap(({ zones }) => zones.map(({ id }) => id)))].toSorted(),
  title: (zone) => `the Availability Zone ${zone} is lost`,
  effects: (zone, { parts }) => {
    const region = parts.flatMap(({ zones }) => zones).find(({ id }) => id === zone)?.region;
    return [whole('zone-lost', { zone, ...(region !== undefined && { region }) })];
  },
  // Half of the past losses of a zone also kept its Region from launching.
  alsoWith: ['no-launches'],
};
