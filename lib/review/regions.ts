import type { Profile } from './profile.ts';

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
