import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'cache-node-loss',
  places: ({ parts }) => parts.flatMap(({ name, tier }) => (tier === 'cache' ? [name] : [])),
  title: (cache) => `a node of the cache ${cache} is lost`,
  effects: (target) => [whole('cache-node-lost', { target })],
};
