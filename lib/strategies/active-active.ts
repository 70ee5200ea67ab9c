import { sharing } from './capacity.ts';
import { regionWithService } from './service.ts';
import type { Strategy } from './strategy.ts';

/** Hot: every Region serves, and any one can go without anything being launched. */
export const activeActive: Strategy<'active-active'> = {
  name: 'active-active',
  summary: 'hot: every Region serves, and any one can be lost without launching anything',
  minimumRegions: 2,
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
