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
  /**
   * `-c addRegion=REGION`: the first of two deployments that add a Region to those that run. Nothing is
   * replicated to it yet, since S3 accepts that when its bucket exists; what replicates goes on.
   */
  readonly addRegion?: string;
}

/** What `-c` may set for the app; other keys are the CLI's, feature flags, or somebody else's. */
const contextKeys = ['config', 'strategy', 'primary', 'firstDeployment', 'addRegion'];

/** Keys of the context that are meant to be one of the app's, and are none. */
export function contextProblems(context: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(context).flatMap((key) => {
    // Two letters begin many words.
    if (contextKeys.includes(key) || key.length < 4) return [];
    const meant = suggestion(key, contextKeys);
    if (meant === undefined) return [];
    const expected = `one of ${contextKeys.join(', ')}`;
    return [{ key: `-c ${key}`, value: context[key], expected, remedy: meant }];
  });
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
    ...addRegionProblems(config, overrides),
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

function addRegionProblems(config: unknown, { addRegion, firstDeployment }: Overrides): Problem[] {
  if (addRegion === undefined || !isFields(config) || !Array.isArray(config.regions)) return [];
  const [first, ...others] = config.regions.map(nameOf).filter((name) => typeof name === 'string');
  const problem = (expected: string, remedy: string) => [
    { key: '-c addRegion', value: addRegion, expected, remedy },
  ];
  if (firstDeployment === 'true') {
    return problem(
      'none beside -c firstDeployment=true, in which every Region is new',
      'leave one of the two out',
    );
  }
  if (others.includes(addRegion)) return [];
  return problem(
    `a Region of the config after the first, which is there already: ${others.join(', ') || 'it has none'}`,
    (addRegion === first ? undefined : suggestion(addRegion, others)) ??
      'add the Region at the end of regions first',
  );
}

function nameOf(region: unknown): unknown {
  return isFields(region) ? region.name : undefined;
}
