import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, type Stage } from 'aws-cdk-lib/core';
import { hasConsumers } from '../strategies/consumers.ts';
import type { Plan } from '../strategies/index.ts';
import { isFirstDeployment } from './first-deployment.ts';

/**
 * What was declared of the service, as its cloud assembly carries it in `evenkeel.json`: whoever
 * judges the templates holds them against it, with no config beside. docs/review.md describes it.
 */
export function declarationOf(plan: Plan) {
  const { regionLoss, availabilityPercent } = plan.objectives;
  return {
    version: 1 as const,
    stage: plan.stage,
    regions: plan.regions.map(({ region, role, service }) => ({
      name: region,
      role: service === undefined ? ('recovery' as const) : role,
    })),
    liveData: plan.regions.filter(({ service }) => service !== undefined).length > 1,
    sharedTraffic: plan.routing === 'latency',
    recovery: recoveryOf(plan),
    standbyFraction: standbyFraction(plan),
    peaks: [
      { resource: 'ServiceGroup*', instances: plan.peakInstances },
      ...(hasConsumers(plan) ? [{ resource: 'WorkersGroup*', instances: plan.peakWorkers }] : []),
    ],
    // Until alarms tell somebody, nobody starts a recovery in time.
    objectives: isFirstDeployment(plan)
      ? {}
      : { availabilityPercent, ...(regionLoss && { regionLoss }) },
    survives: plan.safeguards.zonalWaysOut && carriesItsPart(plan) ? ['az-loss'] : [],
  };
}

/**
 * Whether every Region carries what it gets without any one zone: a part of the peak that is no
 * larger than its share. How latency splits traffic nobody knows beforehand: evenly, as `predict`
 * has it.
 */
function carriesItsPart(plan: Plan): boolean {
  return plan.routing !== 'latency' || standbyFraction(plan) * plan.regions.length >= 1;
}

function recoveryOf({ regions, routing }: Plan): 'none' | 'restore' | 'switch' | 'routing' {
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

/** Writes the declaration into the assembly of a stage, beside its templates. */
export function declare(stage: Stage, plan: Plan): void {
  const text = `${JSON.stringify(declarationOf(plan), null, 2)}\n`;
  attachCustomSynthesis(stage, {
    onSynthesize: ({ outdir }) => writeFileSync(join(outdir, 'evenkeel.json'), text),
  });
}
