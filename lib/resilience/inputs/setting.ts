import { didYouMean, suggestion } from '../../validation/index.ts';
import { ASSUMPTIONS } from '../assumptions.ts';
import { FACTS } from '../facts/index.ts';
import type { Given } from '../figures.ts';

/** Assumptions about one resource: `need.Group`. */
export const OF_RESOURCES = { need: 'number', hard: 'truth', asksDependencies: 'truth' } as const;

/** `KEY=VALUE` of a command line; else what is wrong with it. */
export function parseSetting(text: string): { key: string; given: Given } | { problem: string } {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    return { problem: `--set is ${text}, expected KEY=VALUE such as decisionMinutes=10` };
  }
  const [prefix = '', ...rest] = key.split('.');
  const isOfResource = Object.hasOwn(OF_RESOURCES, prefix) && rest.length > 0;
  const known = [...Object.keys(ASSUMPTIONS), ...Object.keys(FACTS)];
  if (!isOfResource && !known.includes(key)) {
    const all = [...known, ...Object.keys(OF_RESOURCES).map((one) => `${one}.RESOURCE`)];
    const hint =
      suggestion(key, known) === undefined
        ? `, expected one of ${all.join(', ')}`
        : didYouMean(key, known);
    return { problem: `--set ${key} is not the key of an assumption or a fact${hint}` };
  }
  const isTruth = isOfResource && OF_RESOURCES[prefix as keyof typeof OF_RESOURCES] === 'truth';
  if (isTruth) {
    if (value === 'true' || value === 'false') return given(key, value === 'true');
    return { problem: `--set ${key} is ${value}, expected true or false` };
  }
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && Number.isFinite(number)) return given(key, number);
  return { problem: `--set ${key} is ${value}, expected a number of at least 0` };
}

function given(key: string, value: number | boolean) {
  return { key, given: { value, source: `--set ${key}`, setBy: 'command line' as const } };
}
