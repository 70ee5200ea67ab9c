import { carrying } from '../../lib/strategies/capacity.ts';
import { regionWithService } from '../../lib/strategies/service.ts';
import type { Strategy } from '../../lib/strategies/strategy.ts';

/**
 * A strategy that is like none of the project's: three Regions share the traffic, those beside the
 * first carry 0.3 of the peak, and nobody does anything when a Region is lost.
 */
export const thirds: Strategy<'thirds'> = {
  name: 'thirds',
  summary: 'three Regions share the traffic, two of them with a part of the fleet',
  minimumRegions: 3,
  routing: 'latency',
  plan: (requirements) =>
    requirements.regions.map((region, index) =>
      regionWithService(region, requirements, {
        role: 'active',
        share: 0.3,
        size: (peak, zones) => carrying(index === 0 ? 1 : 0.3, peak, zones),
        database:
          index === 0
            ? { membership: 'primary' }
            : { membership: 'secondary', writeForwarding: true },
      }),
    ),
};
