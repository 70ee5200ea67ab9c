import type { Profile, StrategyName } from './profile.ts';

/** Strategies that run something in more than one Region at all times. */
export function isMultiRegion({ strategy }: Profile): boolean {
  const strategies: readonly (StrategyName | undefined)[] = [
    'pilot-light',
    'warm-standby',
    'active-active',
  ];
  return strategies.includes(strategy);
}

/** The Regions that a Region has to be able to do without: the primary one, or all other active ones. */
export function regionsLostTo({ regions }: Profile, region: string | undefined): readonly string[] {
  const role = regions.find(({ name }) => name === region)?.role;
  if (role === 'standby' || role === 'recovery') {
    return regions.filter((one) => one.role === 'primary').map(({ name }) => name);
  }
  if (role !== 'active') return [];
  return regions
    .filter((one) => one.role === 'active' && one.name !== region)
    .map(({ name }) => name);
}

/** Strategies that have live data in another Region. */
export function hasLiveCopy(strategy: string | undefined): boolean {
  return ['pilot-light', 'warm-standby', 'active-active'].includes(strategy ?? '');
}
