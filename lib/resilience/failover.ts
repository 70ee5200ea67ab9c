import type { Fault } from './effects.ts';
import { byAssumption } from './figures.ts';
import type { Part } from './part.ts';
import { byHand, decision, notice } from './parts/detection.ts';
import { planBetween, type Step } from './plans.ts';
import type { Bar, ByHand, Capacity, PathName } from './prediction.ts';
import type { Route } from './routing.ts';
import type { SiteOutcome } from './sites.ts';
import { sum, together } from './spans.ts';
import type { World } from './world.ts';

/** A failover that people start: from which Region to which. */
export interface Move {
  readonly from: Route;
  readonly to: Route;
  /** What serves there as the templates have it, before anything is scaled. */
  readonly target: SiteOutcome;
  /** Whether Route 53 moves clients by itself. */
  readonly isAutomatic: boolean;
  readonly need: number;
}

/**
 * What people reach, and when: by a Region switch plan where one has both Regions, else by hand.
 * Undefined: they cannot do it while the fault lasts.
 */
export function failoverByHand(
  world: World,
  fault: Fault,
  path: PathName,
  move: Move,
): ByHand | undefined {
  const { context, plans } = world;
  const { from, to, target, isAutomatic } = move;
  if (fault.hasEffect('sign-in', to.region)) return undefined;
  const plan = planBetween(plans, from.region, to.region);
  const groups = plan?.failover(from.region, to.region) ?? [];
  const does = (what: Step['does']) => groups.flat().some((step) => step.does === what);
  const isEdited = !isAutomatic && !does('moves traffic');
  // Who edits a record needs the control plane of Route 53.
  if (isEdited && fault.hasEffect('dns-control', to.region)) return undefined;
  const promotion = does('promotes') ? [] : target.chains.flat();
  const isManual = plan === undefined || (target.left === 0 && !does('scales'));
  const steps: readonly (readonly Bar[])[] = [
    [notice(context, from.watched, (region) => isSilent(fault, region))],
    [decision(context)],
    ...(isManual
      ? [[byHand(context, 'manualStepsMinutes', `People move the service to ${to.region}`)]]
      : []),
    ...(promotion.length > 0 ? [promotion] : []),
    ...groups.map((group) => group.map(({ bar }) => bar)),
    [from.follow],
  ];
  const timeline = steps.flatMap(atOnce);
  const capacity = scaledCapacity(world, fault, path, move, does('scales'));
  return {
    level:
      target.comesBack === 'never' ? 'lost' : isEnough(capacity) ? 'recovers-by-hand' : 'degraded',
    ...(capacity && { capacity }),
    timeline,
    rto: sum(timeline.filter(({ parallelWith }) => parallelWith === undefined)),
    rpo: target.rpo,
  };
}

/** Whether no alarm of a Region tells anybody. */
function isSilent(fault: Fault, region: string): boolean {
  return fault.regions.has(region) || fault.hasEffect('metrics', region);
}

/** Steps of one group begin together; bars of the same part follow each other. */
function atOnce(group: readonly Bar[]): readonly Bar[] {
  return together(group.map((bar) => [bar]));
}

function isEnough(capacity: Capacity | undefined): boolean {
  return capacity === undefined || capacity.left >= capacity.need;
}

/** What the plan scales the Region to: what the other Region had at the least, up to its maximum. */
function scaledCapacity(
  world: World,
  fault: Fault,
  path: PathName,
  { from, to, target, need }: Move,
  scales: boolean,
): Capacity | undefined {
  const { entry } = world;
  const [compute] = computesOf(world, path, to.region);
  if (compute?.units === undefined) return target.capacity;
  const { maximum, unit } = compute.units;
  const other = computesOf(world, path, from.region)[0]?.units?.minimum ?? 0;
  const left =
    scales || target.left === 0
      ? Math.max(target.left, Math.min(maximum, Math.max(other, need)))
      : target.left;
  // Where Regions serve together, all that are left carry the peak; messages wait in their Region.
  const isPooled = entry?.policy === 'shared' && path !== 'async';
  const others = (isPooled ? entry.routes : [])
    .map(({ region }) => region)
    .filter((one) => one !== from.region && one !== to.region && !fault.regions.has(one));
  const beside = [...new Set(others)].flatMap((one) => computesOf(world, path, one));
  return {
    left: beside.reduce((total, { units }) => total + (units?.minimum ?? 0), left),
    need,
    unit,
  };
}

export function computesOf({ serving }: World, path: PathName, region: string): readonly Part[] {
  return serving[path].computes.get(region) ?? [];
}

/** What rebuilding a service in another Region from copies of its backups takes. */
export function rebuiltFromBackups(
  { context }: World,
  fault: Fault,
  watched: Parameters<typeof notice>[1],
  restores: readonly Bar[],
): readonly Bar[] {
  const redeploy: Bar = {
    phase: 'warm',
    title: 'People deploy the stacks in the other Region',
    ...context.figures.time('redeployMinutes'),
    evidence: [byAssumption('redeployMinutes')],
  };
  return [
    notice(context, watched, (region) => isSilent(fault, region)),
    decision(context),
    ...together([[redeploy], ...restores.map((bar) => [bar])]),
  ];
}
