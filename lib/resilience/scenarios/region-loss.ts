import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'region-loss',
  places: ({ parts }) => [...new Set(parts.map(({ region }) => region))].toSorted(),
  title: (region) => `the Region ${region} is lost`,
  effects: (region) => [whole('region-lost', { region })],
};
