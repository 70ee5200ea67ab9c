import { firstWithStandbys } from './service.ts';
import type { Strategy } from './strategy.ts';

/** One Region serves; in the others the data is live and the instances are launched at failover. */
export const pilotLight: Strategy<'pilot-light'> = {
  name: 'pilot-light',
  summary: 'one Region serves, the data is live in the others, instances are launched at failover',
  minimumRegions: 2,
  // Detection and decision 5, launching and warming a fleet while others launch theirs 15 to 20, with
  // the promotion beside it, DNS and reconnection 5. Replication lag is seconds; a minute is the unit
  // here.
  // https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
  regionLoss: { rtoMinutes: 30, rpoMinutes: 1 },
  routing: 'failover',
  // One database instance, so that the promotion has a writer at hand and creates none.
  plan: (requirements) => firstWithStandbys(requirements, { fraction: 0, databaseInstances: 1 }),
};
