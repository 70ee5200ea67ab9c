import type { Fault } from './effects.ts';
import { computesOf, failoverByHand, rebuiltFromBackups } from './failover.ts';
import type { Part } from './part.ts';
import { copiedTo, restored } from './parts/backups.ts';
import type {
  Bar,
  ByHand,
  Capacity,
  Level,
  PathName,
  PathPrediction,
  Reason,
  Unknown,
} from './prediction.ts';
import { pathOf, type Route } from './routing.ts';
import { regionsOf, type SiteOutcome, siteOutcome } from './sites.ts';
import { longestOf, sum, together, ZERO } from './spans.ts';
import type { World } from './world.ts';

export interface PathOutcome {
  readonly prediction: PathPrediction;
  readonly unknowns: readonly Unknown[];
}

/** What a fault comes to for one path; undefined: there is no such path. */
export function predictPath(world: World, fault: Fault, path: PathName): PathOutcome | undefined {
  const { parts, entry } = world;
  const regions = regionsOf(parts, path);
  if (regions.length === 0) return undefined;
  const routes = (entry?.routes ?? []).filter(({ region }) => regions.includes(region));
  const isShared = routes.length > 1 && entry?.policy === 'shared';
  const serving =
    routes.length < 2
      ? regions
      : isShared
        ? routes.map(({ region }) => region)
        : [routes[0]?.region ?? ''];
  const answers = [...new Set(serving)].map((region) =>
    answerOf(world, fault, path, region, routes),
  );
  return {
    prediction: combined(answers, world, path, isShared),
    unknowns: answers.flatMap(({ unknowns }) => unknowns),
  };
}

/** What becomes of the requests that a Region answers. */
interface Answer {
  readonly level: Level;
  readonly share: number;
  readonly capacity: Capacity | undefined;
  readonly timeline: PathPrediction['timeline'];
  readonly rto: PathPrediction['rto'];
  readonly rpo: PathPrediction['rpo'];
  readonly byHand?: ByHand;
  readonly because: readonly Reason[];
  readonly unknowns: readonly Unknown[];
  /** The Region that answers afterwards; undefined where none does. */
  readonly region: string | undefined;
}

function answerOf(
  world: World,
  fault: Fault,
  path: PathName,
  region: string,
  routes: readonly Route[],
): Answer {
  const own = siteOutcome(world.parts, fault, path, region);
  const from = routes.find((route) => route.region === region);
  const isFailed = own.comesBack === 'hand' || own.comesBack === 'never';
  const isBelow =
    own.comesBack !== 'unknown' &&
    from?.leastTargets !== undefined &&
    path !== 'async' &&
    own.left < from.leastTargets;
  if (!isFailed && !isBelow) return stays(own);
  const to = routes.find((route) => route.region !== region && !fault.regions.has(route.region));
  if (from === undefined || to === undefined)
    return isFailed ? alone(world, fault, path, own) : stays(own);
  const isSeen =
    fault.regions.has(region) || !own.answers || isBelow || asksDependencies(world, from);
  // Too few targets are seen by way of the load balancer, which has to find out first.
  const isWhole = fault.regions.has(region) || !own.answers;
  const [byTargets] = own.chains.flat().filter(({ phase }) => phase === 'detect');
  const detect = isWhole || !isBelow ? from.detect : (byTargets ?? from.detect);
  return moves(world, fault, path, { own, from, to, detect: isSeen ? detect : undefined });
}

/** The Region goes on, in whatever time it takes. */
function stays(own: SiteOutcome): Answer {
  const timeline = together(own.chains);
  const { capacity } = own;
  const isShort = capacity !== undefined && capacity.left < capacity.need;
  const levels: Readonly<Record<SiteOutcome['comesBack'], Level>> = {
    none: isShort ? 'degraded' : 'unaffected',
    self: isShort ? 'degraded' : 'recovers',
    hand: 'recovers-by-hand',
    never: 'lost',
    unknown: 'unknown',
  };
  const level = levels[own.comesBack];
  const isBack = level !== 'lost' && level !== 'unknown';
  const rto = isBack ? longestOf(own.chains.map(sum)) : null;
  // Where no request fails nothing is lost.
  const rpo = isBack ? (own.comesBack === 'none' ? ZERO : own.rpo) : null;
  return {
    level,
    share: own.share,
    // Until people act nobody is served, however many instances there are.
    capacity: level === 'recovers-by-hand' || level === 'lost' ? nothingLeft(capacity) : capacity,
    timeline: [...timeline, ...beside(own, timeline)],
    rto,
    rpo,
    ...(level === 'recovers-by-hand' &&
      rto && { byHand: { level, ...(capacity && { capacity }), timeline, rto, rpo } }),
    because: own.because,
    unknowns: own.unknowns,
    region: own.comesBack === 'never' || own.comesBack === 'unknown' ? undefined : own.region,
  };
}

/** What is launched meanwhile: nobody waits for it. */
function beside(own: SiteOutcome, timeline: PathPrediction['timeline']) {
  const [first] = timeline;
  return own.beside.map((bar) => ({ ...bar, parallelWith: first?.title ?? 'the fault' }));
}

/** No other Region can be asked: what is left are people, and copies of backups. */
function alone(world: World, fault: Fault, path: PathName, own: SiteOutcome): Answer {
  const stay = stays(own);
  if (!fault.regions.has(own.region)) return stay;
  const { context, parts } = world;
  const stores = parts.filter(
    (part) => part.tier === 'database' && part.region === own.region && part.paths.includes(path),
  );
  const copies = stores.map((part) => ({ part, copies: copiedTo(context, part.node) }));
  const nothing: Reason = {
    text: `nothing of ${own.region} is in another Region`,
    evidence: stores.map((part) => context.evidence(part.node)),
  };
  if (stores.length === 0 || copies.some((one) => one.copies === undefined)) {
    return {
      ...stay,
      level: 'lost',
      capacity: noneOf(world, path, own.region),
      timeline: [],
      rto: null,
      rpo: null,
      because: [nothing],
      region: undefined,
    };
  }
  const all = copies.flatMap((one) =>
    one.copies === undefined ? [] : restored(context, one.part.node, one.copies),
  );
  const timeline = rebuiltFromBackups(
    world,
    stores.map(({ node }) => node),
    all.flatMap(({ bars }) => bars),
  );
  const rto = sum(timeline.filter(({ parallelWith }) => parallelWith === undefined));
  const rpo = longestOf(all.flatMap((one) => one.rpo ?? []));
  return {
    level: 'recovers-by-hand',
    share: 1,
    capacity: noneOf(world, path, own.region),
    timeline,
    rto,
    rpo,
    byHand: { level: 'recovers-by-hand', timeline, rto, rpo },
    because: all.flatMap(({ because }) => because),
    unknowns: [],
    region: undefined,
  };
}

interface Moving {
  readonly own: SiteOutcome;
  readonly from: Route;
  readonly to: Route;
  /** How Route 53 sees it, and moves clients by itself; undefined: it does not. */
  readonly detect: Bar | undefined;
}

/** Another Region answers instead: by Route 53 itself, or when people move it. */
function moves(
  world: World,
  fault: Fault,
  path: PathName,
  { own, from, to, detect }: Moving,
): Answer {
  const isSeen = detect !== undefined;
  const target = siteOutcome(world.parts, fault, path, to.region);
  const need = peakOf(world.parts, path);
  const byHand = failoverByHand(world, fault, path, {
    from,
    to,
    target,
    isAutomatic: isSeen,
    need,
  });
  const because: readonly Reason[] = [
    ...own.because,
    moved(from, to, isSeen, world),
    ...target.because,
  ];
  const unknowns = [...own.unknowns, ...target.unknowns];
  const common = { share: Math.max(own.share, isSeen ? 1 : 0), because, unknowns };
  const isReady = target.left > 0 && (target.comesBack === 'none' || target.comesBack === 'self');
  if (isSeen && isReady) {
    const capacity = target.capacity && { ...target.capacity, need };
    const chains = [[detect, to.follow], ...target.chains];
    const timeline = together(chains);
    const isShort = capacity !== undefined && capacity.left < capacity.need;
    return {
      ...common,
      level: isShort ? 'degraded' : 'recovers',
      capacity,
      timeline,
      rto: longestOf(chains.map(sum)),
      rpo: target.rpo,
      ...(isShort && byHand && { byHand }),
      region: to.region,
    };
  }
  if (target.comesBack === 'unknown' && byHand === undefined) {
    return {
      ...common,
      level: 'unknown',
      capacity: undefined,
      timeline: [],
      rto: null,
      rpo: null,
      region: undefined,
    };
  }
  if (byHand === undefined || byHand.level === 'lost') {
    return {
      ...common,
      level: 'lost',
      capacity: undefined,
      timeline: [],
      rto: null,
      rpo: null,
      region: undefined,
    };
  }
  return {
    ...common,
    level: 'recovers-by-hand',
    capacity: nothingLeft(byHand.capacity),
    timeline: byHand.timeline,
    rto: byHand.rto,
    rpo: byHand.rpo,
    byHand,
    region: to.region,
  };
}

function noneOf({ parts }: World, path: PathName, region: string): Capacity | undefined {
  const units = computesOf(parts, path, region)[0]?.units;
  return units && { left: 0, need: units.need, unit: units.unit };
}

/** Without a person nothing of what the peak needs is served. */
function nothingLeft(capacity: Capacity | undefined): Capacity | undefined {
  return capacity && { ...capacity, left: 0 };
}

function moved(from: Route, to: Route, isSeen: boolean, { context }: World): Reason {
  const text = isSeen
    ? `Route 53 sees it and answers with ${to.region}`
    : `${from.region} still answers health checks: people move clients to ${to.region}`;
  return {
    text,
    evidence: from.checks.map((check) =>
      context.evidence(check, 'HealthCheckConfig', 'ResourcePath'),
    ),
  };
}

/** Whether a health check asks what a Region depends on, so that it fails when that does. */
function asksDependencies({ context }: World, { checks }: Route): boolean {
  return checks.some((check) => {
    const path = pathOf(context, check) ?? '/';
    const { value } = context.figures.assume(
      `asksDependencies.${context.nameOf(check)}`,
      {
        value: /serving|ready|deep|dependenc/i.test(path),
        unit: '',
        reason: `what ${path} asks for no template says; judged by its name`,
      },
      context.namesOf(check).map((name) => `asksDependencies.${name}`),
    );
    return value === true;
  });
}

/** What all Regions together have to carry: each is made to carry it alone. */
function peakOf(parts: readonly Part[], path: PathName): number {
  const needs = parts.filter((part) => part.tier === 'compute' && part.paths.includes(path));
  return Math.max(0, ...needs.map(({ units }) => units?.need ?? 0));
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
  world: World,
  path: PathName,
  isShared: boolean,
): PathPrediction {
  const worst = answers.toSorted((a, b) => BEST.indexOf(b.level) - BEST.indexOf(a.level))[0];
  if (worst === undefined) throw new Error('a path without a Region');
  const others = answers.filter((one) => one !== worst);
  // Messages wait in the queue of their Region: workers elsewhere do not take them.
  const isPooled = isShared && path !== 'async';
  const capacity = isPooled ? sharedCapacity(answers, world, path) : worst.capacity;
  const isShort = capacity !== undefined && capacity.left < capacity.need;
  return {
    level: isPooled ? pooledLevel(worst.level, isShort) : worst.level,
    ...(capacity && { capacity }),
    failingShare: round(
      Math.max(...answers.map(({ share }) => share)) / (isShared ? answers.length : 1),
    ),
    timeline: worst.timeline,
    rto: worst.rto,
    rpo: worst.rpo,
    ...(worst.byHand && { byHand: worst.byHand }),
    because: unique([...worst.because, ...others.flatMap(({ because }) => because)]),
  };
}

/** Regions that serve together stand in for each other. */
function pooledLevel(worst: Level, isShort: boolean): Level {
  if (worst === 'recovers' && isShort) return 'degraded';
  return worst === 'degraded' && !isShort ? 'recovers' : worst;
}

/** The instances of all Regions that go on, against what all clients together ask for. */
function sharedCapacity(
  answers: readonly Answer[],
  { parts }: World,
  path: PathName,
): Capacity | undefined {
  const regions = [...new Set(answers.flatMap(({ region }) => region ?? []))];
  const own = regions.flatMap(
    (region) => answers.find((one) => one.region === region && one.capacity)?.capacity ?? [],
  );
  const [first] = own;
  const unit = first?.unit ?? computesOf(parts, path, regions[0] ?? '')[0]?.units?.unit;
  if (unit === undefined) return undefined;
  return {
    left: own.reduce((total, { left }) => total + left, 0),
    need: peakOf(parts, path),
    unit,
  };
}

function unique(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [reason.text, reason])).values()];
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
