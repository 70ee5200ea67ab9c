import { type Check, suggestion } from '../../validation/index.ts';
import { SCENARIOS } from '../scenarios/registry.ts';

const NAMES = SCENARIOS.map(({ name }) => name);

const expected = `one of ${NAMES.join(', ')}, with :PLACE or without, or two joined by +`;

/** The name of a scenario, or of two at once, with their places or without. */
export const scenarioName: Check = (key, value) => {
  if (typeof value !== 'string') {
    return [{ key, value, expected, remedy: 'write its name in quotes' }];
  }
  const names = value.split('+').map((part) => part.trim().replace(/:.*$/s, ''));
  const wrong = names.filter((name) => !NAMES.includes(name));
  return wrong.map((name) => ({
    key,
    value,
    expected,
    remedy: suggestion(name, NAMES) ?? 'evenkeel predict PATH --list shows them all',
  }));
};
