import { readFileSync } from 'node:fs';
import type { EvenkeelConfig } from '../../lib/strategies/index.ts';
import { configUnder, regionNames, sample } from '../../scripts/sample.ts';

/** The sample config with some keys changed, over as many Regions as its strategy needs. */
export function configWith(changes: Partial<EvenkeelConfig> = {}): EvenkeelConfig {
  const config = { ...sample, ...changes };
  return changes.regions === undefined ? configUnder(config.strategy, config) : config;
}

const types = readFileSync(new URL('../../lib/config/types.ts', import.meta.url), 'utf8');
const [, service = ''] = types.match(/^export interface ServiceConfig \{$(.*?)^\}$/ms) ?? [];

/** The keys of a config, as its types have them; the strategy comes from a registry of its own. */
export const configKeys: readonly string[] = [...service.matchAll(/^ {2}readonly (\w+)/gm)]
  .map(([, key = '']) => key)
  .toSpliced(1, 0, 'strategy');

/** The sample config over the first `count` of four Regions. */
export function configOver(count: number, changes: Partial<EvenkeelConfig> = {}): EvenkeelConfig {
  return configWith({ regions: regionNames.slice(0, count).map((name) => ({ name })), ...changes });
}
