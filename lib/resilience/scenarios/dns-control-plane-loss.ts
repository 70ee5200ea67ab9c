import { whole } from '../effects.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'dns-control-plane-loss',
  title: () => 'no record of Route 53 can be changed; answers go on',
  effects: () => [whole('dns-control')],
};
