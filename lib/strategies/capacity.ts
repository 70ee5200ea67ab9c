import type { Capacity } from './plan.ts';

/**
 * A Region that carries a share of the peak by itself: any one Availability Zone can be lost and the
 * rest still carry the share, with nothing launched. It can grow until it carries all of it.
 *
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html
 *
 * @param share 0 to 1: all for a Region that serves alone; at 0 nothing runs until a recovery scales it
 * @param peak in instances
 * @param zones the number of Availability Zones, two or more
 */
export function carrying(share: number, peak: number, zones: number): Capacity {
  return { minimum: zonallyStable(share * peak, zones), maximum: ceiling(peak, zones) };
}

/**
 * One Region of an active-active set: the set carries the peak after the loss of any one zone in
 * every Region, or of any one whole Region, with nothing launched.
 *
 * @param peak of all Regions together, in instances
 * @param regions how many Regions share it, two or more
 */
export function sharing(peak: number, zones: number, regions: number): Capacity {
  const perZoneAfterZoneLoss = peak / regions / (zones - 1);
  const perZoneAfterRegionLoss = peak / (regions - 1) / zones;
  return {
    minimum: zones * ceil(Math.max(perZoneAfterZoneLoss, perZoneAfterRegionLoss)),
    maximum: ceiling(peak, zones),
  };
}

function zonallyStable(load: number, zones: number): number {
  return zones * ceil(load / (zones - 1));
}

/**
 * Twice what serving alone takes, in every Region, since any may end up alone. That leaves room for
 * traffic beyond the declared peak, and for replacing a whole zone while its impaired instances
 * still count.
 */
function ceiling(peak: number, zones: number): number {
  return 2 * zonallyStable(peak, zones);
}

/** Rounds up, but not for the last digits that binary fractions leave behind (0.1 × 30 is 3). */
function ceil(value: number): number {
  return Math.ceil(value - 1e-9);
}
