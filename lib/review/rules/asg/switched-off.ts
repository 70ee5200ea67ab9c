import type { ResourceNode } from '../../../assembly/index.ts';
import type { Profile } from '../../profile.ts';

/** Whether a group is meant to be empty: a Region that stands by without running anything. */
export function isSwitchedOff(group: ResourceNode, minimum: number, profile: Profile): boolean {
  const role = profile.regions.find(({ name }) => name === group.region)?.role;
  const standsBy = role === 'standby' || role === 'recovery';
  return standsBy && minimum === 0 && profile.floors.standbyFraction === 0;
}
