import { regionWithService } from './service.ts';
import type { Strategy } from './strategy.ts';

/** One Region that survives the loss of any one Availability Zone. Further Regions get nothing. */
export const multiAz: Strategy<'multi-az'> = {
  name: 'multi-az',
  summary: 'one Region, statically stable against the loss of any one Availability Zone',
  minimumRegions: 1,
  routing: 'alias',
  plan: (requirements) =>
    requirements.regions.slice(0, 1).map((region) =>
      regionWithService(region, requirements, {
        role: 'primary',
        share: 1,
        database: { membership: 'single' },
        backup: { copyTo: [], objectiveMinutes: 24 * 60 },
      }),
    ),
};
