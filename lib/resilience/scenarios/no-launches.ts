import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'no-launches',
  title: () => 'nothing can be launched',
  effects: () => [whole('launches')],
};
