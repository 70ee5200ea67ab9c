import { firstWithStandbys } from './service.ts';
import type { Strategy } from './strategy.ts';

/** One Region serves; the others run at a fraction of the peak and can serve that at once. */
export const warmStandby: Strategy<'warm-standby'> = {
  name: 'warm-standby',
  summary: 'one Region serves, others run at a fraction of the peak and can serve at once',
  minimumRegions: 2,
  routing: 'failover',
  plan: (requirements) =>
    firstWithStandbys(requirements, { fraction: requirements.standbyFraction }),
};
