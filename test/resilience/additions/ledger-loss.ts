import { whole } from '../../../lib/resilience/effects.ts';
import type { ScenarioKind } from '../../../lib/resilience/scenarios/scenario.ts';

/** Two effects at once, at places of a kind that no other scenario has. */
export const scenario: ScenarioKind = {
  name: 'ledger-loss',
  places: ({ parts }) => parts.flatMap(({ name, service }) => (service === 'qldb' ? [name] : [])),
  title: (ledger) => `the ledger ${ledger} stops, and no alarm tells`,
  effects: (target, { parts }) => {
    const region = parts.find(({ name }) => name === target)?.region;
    return [whole('instance-lost', { target }), whole('metrics', region ? { region } : {})];
  },
  alsoWith: ['no-launches'],
};
