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

/** The config with the overrides applied, as far as they can be: takes anything, like all checks. */
export function withOverrides(config: unknown, { strategy, primary }: Overrides): unknown {
  if (!isFields(config)) return config;
  return {
    ...config,
    ...(strategy !== undefined && { strategy }),
    ...(primary !== undefined &&
      Array.isArray(config.regions) && {
        regions: [
          ...config.regions.filter((region) => nameOf(region) === primary),
          ...config.regions.filter((region) => nameOf(region) !== primary),
        ],
      }),
  };
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
