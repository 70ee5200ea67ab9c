import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'cache-loss',
  places: ({ parts }) => parts.flatMap(({ name, tier }) => (tier === 'cache' ? [name] : [])),
  title: (cache) => `the cache ${cache} is lost`,
  effects: (target) => [whole('cache-lost', { target })],
};
