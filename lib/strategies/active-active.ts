import { sharing } from './capacity.ts';
import { regionWithService } from './service.ts';
import type { Strategy } from './strategy.ts';

/** Hot: every Region serves, and any one can go without anything being launched. */
export const activeActive: Strategy<'active-active'> = {
  name: 'active-active',
  summary: 'hot: every Region serves, and any one can be lost without launching anything',
  minimumRegions: 2,
  // Reads move with DNS, in one to two minutes. Writes also wait for the promotion of a secondary,
  // which the Regions that only forward them cannot do without: detection 3, decision 5, promotion
  // 3, as most of them take less, resolvers 1. A slow promotion leaves no time to decide: that takes
  // a trigger. Replication lag is seconds; a minute is the unit here.
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
  regionLoss: { rtoMinutes: 12, rpoMinutes: 1 },
  routing: 'latency',
  plan: (requirements) =>
    requirements.regions.map((region, index) =>
      regionWithService(region, requirements, {
        role: 'active',
        // Those that are left carry all of it, together.
        share: 1,
        size: (peak, zones) => sharing(peak, zones, requirements.regions.length),
        database:
          index === 0
            ? { membership: 'primary' }
            : { membership: 'secondary', writeForwarding: true },
        recovery: ['promote-database', 'shift-traffic'],
      }),
    ),
};
