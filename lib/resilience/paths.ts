import { answerOf } from './answers.ts';
import type { Fault } from './effects.ts';
import type { Moved } from './failback.ts';
import { computesOf } from './failover.ts';
import type { Capacity, Level, PathName, PathPrediction, Reason, Unknown } from './prediction.ts';
import { type Answer, peakOf, type Question } from './question.ts';
import type { World } from './world.ts';

export interface PathOutcome {
  /** Without the way back, which follows from what people do for all paths. */
  readonly prediction: Omit<PathPrediction, 'failback'>;
  readonly moved: Moved | undefined;
  readonly unknowns: readonly Unknown[];
  /** Whether each Region answers its own requests, with what it has itself. */
  readonly isApart: boolean;
}

/** What a fault comes to for one path; undefined: there is no such path. */
export function predictPath(world: World, fault: Fault, path: PathName): PathOutcome | undefined {
  const { entry } = world;
  const { regions } = world.serving[path];
  if (regions.length === 0) return undefined;
  const routes = (entry?.routes ?? []).filter(({ region }) => regions.includes(region));
  const isShared = routes.length > 1 && entry?.policy === 'shared';
  const serving =
    routes.length < 2
      ? regions
      : isShared
        ? routes.map(({ region }) => region)
        : [routes[0]?.region ?? ''];
  const question: Question = { world, fault, path, routes, split: 1 };
  const names = [...new Set(serving)];
  const { answers, split } =
    // Messages wait in the queue of their Region: workers elsewhere do not take them.
    isShared && path === 'async' ? answersApart(question, names) : answersTo(question, names);
  const isPooled = isShared && path !== 'async';
  return {
    prediction: combined(answers, { ...question, split }, isShared),
    moved: answers.flatMap(({ moved }) => moved ?? [])[0],
    unknowns: answers.flatMap(({ unknowns }) => unknowns),
    isApart: !isPooled && answers.every(({ region }, i) => region === names[i]),
  };
}

interface Answers {
  readonly answers: readonly Answer[];
  readonly split: number;
}

function answersTo(question: Question, regions: readonly string[]): Answers {
  const answers = regions.map((region) => answerOf(question, region));
  return { answers, split: question.split };
}

/** Each Region does the part of those that are left, which is known once it is known who answers. */
function answersApart(question: Question, regions: readonly string[]): Answers {
  const all = answersTo({ ...question, split: regions.length }, regions);
  const left = new Set(all.answers.flatMap(({ region }) => region ?? [])).size;
  const isSplit = left === 0 || left === regions.length;
  return isSplit ? all : answersTo({ ...question, split: left }, regions);
}

const BEST: readonly Level[] = [
  'unaffected',
  'recovers',
  'degraded',
  'recovers-by-hand',
  'unknown',
  'lost',
];

/** What all Regions that serve come to together: the worst of them, with the capacity of all. */
function combined(
  answers: readonly Answer[],
  question: Question,
  isShared: boolean,
): PathOutcome['prediction'] {
  const [worst] = answers.toSorted(
    (a, b) =>
      BEST.indexOf(b.level) - BEST.indexOf(a.level) ||
      (b.rto?.typical ?? 0) - (a.rto?.typical ?? 0),
  );
  if (worst === undefined) throw new Error('a path without a Region');
  const others = answers.filter((one) => one !== worst);
  const isPooled = isShared && question.path !== 'async';
  const capacity = isPooled ? sharedCapacity(answers, question) : worst.capacity;
  const isShort = capacity !== undefined && capacity.left < capacity.need;
  const level = isPooled ? pooledLevel(worst.level, isShort) : worst.level;
  return {
    level,
    ...(capacity && { capacity }),
    failingShare: round(
      Math.max(...answers.map(({ share }) => share)) / (isShared ? answers.length : 1),
    ),
    timeline: worst.timeline,
    rto: worst.rto,
    rpo: worst.rpo,
    // What all of them carry together needs no person, whatever one would that is alone.
    ...(worst.byHand && level !== 'recovers' && { byHand: worst.byHand }),
    because: unique([...worst.because, ...others.flatMap(({ because }) => because)]),
  };
}

/** Regions that serve together stand in for each other. */
function pooledLevel(worst: Level, isShort: boolean): Level {
  if (worst === 'recovers' && isShort) return 'degraded';
  return worst === 'degraded' && !isShort ? 'recovers' : worst;
}

/** The instances of all Regions that go on, against what all clients together ask for. */
function sharedCapacity(answers: readonly Answer[], question: Question): Capacity | undefined {
  const { world, path } = question;
  const regions = [...new Set(answers.flatMap(({ region }) => region ?? []))];
  const own = regions.flatMap(
    (region) => answers.find((one) => one.region === region && one.capacity)?.capacity ?? [],
  );
  const [first] = own;
  const unit = first?.unit ?? computesOf(world, path, regions[0] ?? '')[0]?.units?.unit;
  if (unit === undefined) return undefined;
  return {
    left: own.reduce((total, { left }) => total + left, 0),
    need: peakOf(question),
    unit,
  };
}

function unique(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [reason.text, reason])).values()];
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
