import type { ResourceNode } from '../assembly/index.ts';
import type { Context, DataFailback } from './part.ts';
import { byHand } from './parts/detection.ts';
import { planBetween, type Step } from './plans.ts';
import type { Bar, Failback, PathName, Reason, Span } from './prediction.ts';
import type { Route } from './routing.ts';
import { longestOf, sum, together, ZERO } from './spans.ts';
import type { World } from './world.ts';

/** Where service went from a Region: by records, or anew from copies of backups. */
export type Moved = ByRecords | FromBackups;

interface ByRecords {
  readonly from: Route;
  readonly to: Route;
  /** Whether Route 53 saw it, and sees when it is over. */
  readonly isSeen: boolean;
}

interface FromBackups {
  readonly from: string;
  readonly to: string;
  readonly stores: readonly ResourceNode[];
}

/**
 * The way back of one path, once the Region is well.
 *
 * @param isByHand whether people moved anything: only then is a database written elsewhere, and has a
 *   plan been executed
 */
export function failbackOf(
  world: World,
  path: PathName,
  moved: Moved,
  isByHand: boolean,
): Failback {
  if ('stores' in moved) return fromBackups(world.context, moved);
  const { from, to, isSeen } = moved;
  const plan = isByHand ? planBetween(world.plans, from.region, to.region) : undefined;
  const steps = plan?.failback(from.region) ?? [];
  const does = (what: Step['does']) => steps.flat().filter((step) => step.does === what);
  const data = dataFailbacks(world, path, from.region, isByHand);
  const rejoins = data.flatMap((one) => one.rejoins);
  // Reads need no writer in their Region.
  const isSwitched = path === 'reads' || does('promotes').length > 0;
  const switches = isSwitched ? [] : data.flatMap((one) => one.switches);
  const [held] = does('moves traffic');
  const ends = { from: to.region, to: from.region, rpo: ZERO };
  const because = data.flatMap((one) => one.because);
  if (held === undefined && isSeen) {
    const acts = [...steps.flatMap(slowest), ...switches];
    const returns = from.returns === undefined ? [] : [from.returns];
    const chains = [
      [...returns, to.follow],
      [...rejoins, ...acts],
    ];
    return {
      how: acts.length > 0 ? 'by hand' : 'by itself',
      ...ends,
      timeline: together(chains),
      duration: longestOf(chains.map(sum)),
      because: [released(world.context, from, rejoins.length > 0), ...because],
    };
  }
  const people = `People move clients back to ${from.region}`;
  const stages: readonly (readonly Bar[])[] = [
    rejoins,
    ...steps.map((group) => group.map(({ bar }) => bar)),
    held === undefined ? [byHand(world.context, 'manualStepsMinutes', people)] : [],
    [...switches, to.follow],
  ];
  return {
    how: 'by hand',
    ...ends,
    ...inStages(stages),
    because: [...(held === undefined ? [] : [kept(held, from, to)]), ...because],
  };
}

/** How the data of a path returns. A database that nobody moved is where it was. */
function dataFailbacks(
  { parts }: World,
  path: PathName,
  region: string,
  isByHand: boolean,
): readonly DataFailback[] {
  return parts
    .filter((part) => part.tier === 'database' && part.paths.includes(path))
    .flatMap((part) => part.failback?.(region) ?? [])
    .filter(({ switches }) => isByHand || switches.length === 0);
}

function fromBackups(context: Context, { from, to, stores }: FromBackups): Failback {
  const restores = stores.map((store) =>
    byHand(
      context,
      'restoreMinutes',
      `People restore ${context.nameOf(store)} in ${from} from a backup of ${to}`,
    ),
  );
  const people = byHand(context, 'manualStepsMinutes', `People move clients back to ${from}`);
  return {
    how: 'by hand',
    from: to,
    to: from,
    ...inStages([restores, [people]]),
    rpo: null,
    because: [
      {
        text: `nothing replicates from ${to} to ${from}: what is written there until then comes over by a backup`,
        evidence: stores.map((store) => context.evidence(store)),
      },
    ],
  };
}

/** One stage after the other, the bars of each at the same time. */
function inStages(stages: readonly (readonly Bar[])[]): {
  readonly timeline: readonly Bar[];
  readonly duration: Span;
} {
  return {
    timeline: stages.flatMap((stage) => together(stage.map((bar) => [bar]))),
    duration: sum(stages.map(longestOf)),
  };
}

function slowest(group: readonly Step[]): readonly Bar[] {
  return group
    .map(({ bar }) => bar)
    .toSorted((a, b) => b.typical - a.typical)
    .slice(0, 1);
}

function kept({ bar }: Step, from: Route, to: Route): Reason {
  const text = `the plan keeps clients in ${to.region} until it is executed for ${from.region}`;
  return { text, evidence: bar.evidence.filter(({ property }) => property !== undefined) };
}

function released(context: Context, from: Route, isEarly: boolean): Reason {
  const text = `Route 53 answers with ${from.region} again as soon as it is healthy${isEarly ? ', whether or not its database is back' : ''}`;
  return {
    text,
    evidence: from.checks.map((check) =>
      context.evidence(check, 'HealthCheckConfig', 'FailureThreshold'),
    ),
  };
}
