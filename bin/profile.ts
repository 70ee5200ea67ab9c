import type { HighAvailabilityChecksProps, StrategyName } from '../lib/review/index.ts';
import type { Plan } from '../lib/strategies/index.ts';

/** What the templates are held against: what the plan promises, and nothing of how it is built. */
export function profileOf(plan: Plan, strategy: string): HighAvailabilityChecksProps {
  const { regionLoss } = plan;
  return {
    strategy: strategy as StrategyName,
    regions: plan.regions.map(({ region, role, service }) => ({
      name: region,
      role: service === undefined ? 'recovery' : role,
    })),
    floors: { standbyFraction: standbyFraction(plan) },
    ...(regionLoss && {
      objectives: {
        rtoSeconds: regionLoss.rtoMinutes * 60,
        rpoSeconds: regionLoss.rpoMinutes * 60,
      },
    }),
  };
}

/** The share of the first Region's minimum that the others run. */
function standbyFraction({ regions }: Plan): number {
  const [first = 1, ...others] = regions.flatMap(({ service }) => service?.compute.minimum ?? []);
  return others.length === 0 ? 0 : Math.min(...others) / first;
}
