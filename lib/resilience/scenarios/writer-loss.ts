import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'writer-loss',
  places: ({ parts }) => parts.flatMap(({ name, service }) => (service === 'rds' ? [name] : [])),
  title: (cluster) => `the writer of ${cluster} is lost`,
  effects: (target) => [whole('writer-lost', { target })],
};
