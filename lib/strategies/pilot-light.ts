import { firstWithStandbys } from './service.ts';
import type { Strategy } from './strategy.ts';

/** One Region serves; in the others the data is live and the instances are launched at failover. */
export const pilotLight: Strategy<'pilot-light'> = {
  name: 'pilot-light',
  summary: 'one Region serves, the data is live in the others, instances are launched at failover',
  minimumRegions: 2,
  routing: 'failover',
  // One database instance, so that the promotion has a writer at hand and creates none.
  plan: (requirements) => firstWithStandbys(requirements, { fraction: 0, databaseInstances: 1 }),
};
