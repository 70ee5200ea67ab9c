import type { HighAvailabilityChecksProps, Recovery } from '../lib/review/index.ts';
import type { Plan } from '../lib/strategies/index.ts';

/** What the templates are held against: what was declared and what the plan promises. */
export function profileOf(plan: Plan): HighAvailabilityChecksProps {
  const { regionLoss } = plan.objectives;
  return {
    regions: plan.regions.map(({ region, role, service }) => ({
      name: region,
      role: service === undefined ? 'recovery' : role,
    })),
    liveData: plan.regions.filter(({ service }) => service !== undefined).length > 1,
    sharedTraffic: plan.routing === 'latency',
    recovery: recoveryOf(plan),
    peaks: [
      { resource: 'ServiceGroup*', instances: plan.peakInstances },
      { resource: 'WorkersGroup*', instances: plan.peakWorkers },
    ],
    floors: { standbyFraction: standbyFraction(plan) },
    ...(regionLoss && {
      objectives: {
        rtoSeconds: regionLoss.rtoMinutes * 60,
        rpoSeconds: regionLoss.rpoMinutes * 60,
      },
    }),
  };
}

function recoveryOf({ regions, routing }: Plan): Recovery {
  const steps = regions.flatMap(({ recovery }) => recovery);
  if (steps.includes('restore-backup')) return 'restore';
  // Where traffic is shared, clients have moved before anybody does a step.
  if (routing === 'latency') return 'routing';
  if (steps.length > 0) return 'switch';
  return routing === 'failover' ? 'routing' : 'none';
}

/** The share of the peak that every Region carries which takes over from another one. */
function standbyFraction({ regions }: Plan): number {
  const shares = regions.flatMap(({ role, service }) =>
    role === 'primary' || service === undefined ? [] : service.share,
  );
  return shares.length === 0 ? 0 : Math.min(...shares);
}
