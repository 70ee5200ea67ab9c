import type { Problem } from '../validation/index.ts';
import { isFields, suggestion } from '../validation/index.ts';

/** What `cdk synth -c KEY=VALUE` may change for one run, without editing the config. */
export interface Overrides {
  /** `-c strategy=NAME`: another strategy for a try. */
  readonly strategy?: string;
  /** `-c primary=REGION`: puts this Region first, which is how a cold Region is recovered. */
  readonly primary?: string;
  /**
   * `-c firstDeployment=true`: leaves out the replication of objects, which S3 accepts only when
   * all buckets exist.
   */
  readonly firstDeployment?: string;
}

/** The config with another strategy, as far as it is one: takes anything, like all checks. */
export function withStrategy(config: unknown, { strategy }: Overrides): unknown {
  return isFields(config) && strategy !== undefined ? { ...config, strategy } : config;
}

/** The Regions in the order of a run: the one that is to be first, and the others as they are. */
export function inOrderOf<Region extends { readonly name: string }>(
  regions: readonly Region[],
  { primary }: Overrides,
): readonly Region[] {
  const isFirst = ({ name }: Region) => name === primary;
  return [...regions.filter(isFirst), ...regions.filter((region) => !isFirst(region))];
}

export function overrideProblems(config: unknown, overrides: Overrides): Problem[] {
  return [
    ...primaryProblems(config, overrides.primary),
    ...firstDeploymentProblems(overrides.firstDeployment),
  ];
}

function firstDeploymentProblems(value: string | undefined): Problem[] {
  if (value === undefined || value === 'true' || value === 'false') return [];
  return [
    {
      key: '-c firstDeployment',
      value,
      expected: 'true or false',
      remedy: 'leave it out except for the first deployment',
    },
  ];
}

function primaryProblems(config: unknown, primary: string | undefined): Problem[] {
  if (primary === undefined || !isFields(config) || !Array.isArray(config.regions)) return [];
  const names = config.regions.map(nameOf).filter((name) => typeof name === 'string');
  if (names.includes(primary)) return [];
  return [
    {
      key: '-c primary',
      value: primary,
      expected: `one of the config’s Regions, ${names.join(', ')}`,
      remedy: suggestion(primary, names) ?? 'add the Region to the config first',
    },
  ];
}

function nameOf(region: unknown): unknown {
  return isFields(region) ? region.name : undefined;
}
