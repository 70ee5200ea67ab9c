import { readFileSync } from 'node:fs';
import sample from '../../evenkeel.config.ts';
import type { EvenkeelConfig } from '../../lib/strategies/index.ts';

/** The sample config with some keys changed. */
export function configWith(changes: Partial<EvenkeelConfig> = {}): EvenkeelConfig {
  return { ...sample, ...changes };
}

const types = readFileSync(new URL('../../lib/config/types.ts', import.meta.url), 'utf8');
const [, service = ''] = types.match(/^export interface ServiceConfig \{$(.*?)^\}$/ms) ?? [];

/** The keys of a config, as its types have them; the strategy comes from a registry of its own. */
export const configKeys: readonly string[] = [...service.matchAll(/^ {2}readonly (\w+)/gm)]
  .map(([, key = '']) => key)
  .toSpliced(1, 0, 'strategy');

/** The sample config over the first `count` of four Regions. */
export function configOver(count: number, changes: Partial<EvenkeelConfig> = {}): EvenkeelConfig {
  const names = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-northeast-1'];
  return configWith({ regions: names.slice(0, count).map((name) => ({ name })), ...changes });
}
