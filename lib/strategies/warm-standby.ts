import { firstWithStandbys } from './service.ts';
import type { Strategy } from './strategy.ts';

/** One Region serves; the others run at a fraction of the peak and can serve that at once. */
export const warmStandby: Strategy<'warm-standby'> = {
  name: 'warm-standby',
  summary: 'one Region serves, others run at a fraction of the peak and can serve at once',
  minimumRegions: 2,
  // Detection and decision 5, promotion 8 if it is a slow one, DNS and reconnection 2, and 5 until the
  // fleet, which serves its fraction from the start, has scaled to the peak. Replication lag is
  // seconds; a minute is the unit here.
  // https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
  regionLoss: { rtoMinutes: 20, rpoMinutes: 1 },
  routing: 'failover',
  plan: (requirements) =>
    firstWithStandbys(requirements, { fraction: requirements.standbyFraction }),
};
