import { SHORTEST_OBJECTIVE_MINUTES } from '../../constructs/backup/backup-interval.ts';
import { STEP_MINUTES } from '../../constructs/recovery/step-minutes.ts';
import { isFields, type Problem } from '../validation/index.ts';
import type { Plan } from './plan.ts';

/**
 * Objectives that what is built could not even be told: how often copies are taken is bounded, and a
 * Region switch plan asks a person before its objective is over. Whether a failover takes less than is
 * declared is not known here: the templates are held against it when they are there. Takes anything:
 * fields that are wrong in themselves are left to `configProblems`.
 */
export function objectiveProblems(config: unknown, plan: Plan): Problem[] {
  const objectives = isFields(config) ? config.objectives : undefined;
  const regionLoss = isFields(objectives) ? objectives.regionLoss : undefined;
  if (!isFields(regionLoss)) return [];
  const { rtoMinutes, rpoMinutes } = regionLoss;
  const waits = waitsForPersonMinutes(plan);
  const isCopied = plan.regions.some(({ recovery }) => recovery.includes('restore-backup'));
  return [
    ...(waits !== undefined && typeof rtoMinutes === 'number' && Math.floor(rtoMinutes) <= waits
      ? [
          {
            key: 'objectives.regionLoss.rtoMinutes',
            value: rtoMinutes,
            expected: `at least ${waits + 1}: a step of the recovery plan that hangs asks a person after ${waits} minutes at the latest`,
            remedy: 'raise it, or choose a strategy whose plan has less to do',
          },
        ]
      : []),
    ...(isCopied && typeof rpoMinutes === 'number' && rpoMinutes < SHORTEST_OBJECTIVE_MINUTES
      ? [
          {
            key: 'objectives.regionLoss.rpoMinutes',
            value: rpoMinutes,
            expected: `at least ${SHORTEST_OBJECTIVE_MINUTES}, since copies of backups are taken at most every hour`,
            remedy: 'raise it, or choose a strategy that replicates the data',
          },
        ]
      : []),
  ];
}

/** By when the plan between the first two Regions is done or has asked; undefined: there is none. */
function waitsForPersonMinutes({ regions, routing }: Plan): number | undefined {
  const [, second] = regions;
  if (second?.service === undefined || second.recovery.length === 0) return undefined;
  const { promotion, promotionBesideTraffic, shift, launch, launchBesideTraffic } = STEP_MINUTES;
  if (routing === 'latency') return Math.max(promotionBesideTraffic, shift);
  if (second.service.compute.minimum === 0) return Math.max(promotion, launch) + shift;
  return promotion + Math.max(shift, launchBesideTraffic);
}
