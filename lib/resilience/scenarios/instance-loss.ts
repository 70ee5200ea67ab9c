import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'instance-loss',
  places: ({ parts }) =>
    parts.flatMap(({ name, units }) => (units !== undefined && units.minimum > 0 ? [name] : [])),
  title: (group) => `one instance or task of ${group} is lost`,
  effects: (target) => [whole('instance-lost', { target })],
};
