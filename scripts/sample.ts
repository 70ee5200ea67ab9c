import { readFileSync } from 'node:fs';
import { type EvenkeelConfig, type StrategyName, strategies } from '../lib/strategies/index.ts';
import config from './sample.config.ts';

/**
 * The sample config with small files in the place of what `npm ci` makes for the instances: what is
 * read from its templates is the same, and nothing has to be made, read and archived for it.
 */
export const sample: EvenkeelConfig = {
  ...config,
  workload: {
    ...config.workload,
    folder: 'scripts/stand-ins/program',
    runtime: 'scripts/stand-ins/runtime',
  } as NonNullable<EvenkeelConfig['workload']>,
};

/** Regions for configs that need more than the sample has; its own come first. */
export const regionNames = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-northeast-1'];

/** A config under a strategy, with as many more Regions as the strategy needs. */
export function configUnder(
  strategy: StrategyName,
  config: Omit<EvenkeelConfig, 'strategy'> = sample,
): EvenkeelConfig {
  const { minimumRegions = 0 } = strategies.find(({ name }) => name === strategy) ?? {};
  const taken = config.regions.map(({ name }) => name);
  const more = regionNames
    .filter((name) => !taken.includes(name))
    .slice(0, Math.max(0, minimumRegions - taken.length));
  return { ...config, strategy, regions: [...config.regions, ...more.map((name) => ({ name }))] };
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/**
 * The strategies that the README lists: what they come to is reviewed, and committed as pictures,
 * snapshots and tables.
 */
export const documented = strategies.filter(({ name }) => readme.includes(`\n| \`${name}\` |`));
