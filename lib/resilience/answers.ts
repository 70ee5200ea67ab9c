import { computesOf, rebuiltFromBackups } from './failover.ts';
import { moves } from './moves.ts';
import { copiedTo, restored } from './parts/backups.ts';
import type { Capacity, Level, PathPrediction, Reason } from './prediction.ts';
import { type Answer, nothingLeft, ownPart, type Question, siteOf } from './question.ts';
import { pathOf, type Route } from './routing.ts';
import { type SiteOutcome, siteOutcome } from './sites.ts';
import { longestOf, sum, together, ZERO } from './spans.ts';
import { recordsInto } from './ways.ts';
import type { World } from './world.ts';

/** What becomes of the requests, or the messages, that a Region gets. */
export function answerOf(question: Question, region: string): Answer {
  const { world, fault, path, routes } = question;
  const own = siteOf(question, region);
  const from = routes.find((route) => route.region === region);
  const isFailed = isFailedSite(own);
  const isBelow =
    own.comesBack !== 'unknown' &&
    from?.leastTargets !== undefined &&
    path !== 'async' &&
    own.left < from.leastTargets;
  if (!isFailed && !isBelow) return stays(own);
  const lost = routes.find((route) => fault.regions.has(route.region));
  if (own.comesBack === 'hand' && lost !== undefined && !fault.regions.has(region))
    return behind(question, own, lost.region);
  const to = nextOf(question, region);
  if (from === undefined || to === undefined) return isFailed ? alone(question, own) : stays(own);
  const asked = path === 'async' ? askedIn(question, region) : own;
  const isWhole = fault.regions.has(region) || asked?.answers === false;
  const isDeep = () => isFailedSite(asked) && asksDependencies(world, from);
  const isSeen = isWhole || isBelow || isDeep();
  // Too few targets are seen by way of the load balancer, which has to find out first.
  const [byTargets] = own.chains.flat().filter(({ phase }) => phase === 'detect');
  const detect = isWhole || !isBelow ? from.detect : (byTargets ?? from.detect);
  return moves(question, { own, from, to, detect: isSeen ? detect : undefined });
}

/** Who takes over: the Region to which a plan leads, or else the first that is there. */
function nextOf({ world, fault, routes }: Question, region: string): Route | undefined {
  const others = routes.filter((one) => one.region !== region && !fault.regions.has(one.region));
  const planned = world.plans
    .filter(({ regions }) => regions.includes(region))
    .flatMap(({ regions }) => regions);
  return others.find((one) => planned.includes(one.region)) ?? others[0];
}

/** A Region that is there, and needs what a lost one had: it is back when that is answered for. */
function behind(question: Question, own: SiteOutcome, lost: string): Answer {
  const { byHand, timeline, rto, rpo } = answerOf(question, lost);
  const stay = stays(own);
  if (byHand === undefined || stay.byHand === undefined) return stay;
  const { capacity } = stay.byHand;
  return {
    ...stay,
    timeline,
    rto,
    rpo,
    byHand: { ...byHand, ...(capacity && { capacity, level: levelByHand(capacity) }) },
  };
}

function levelByHand({ left, need }: Capacity): Level {
  return left < need ? 'degraded' : 'recovers-by-hand';
}

function isFailedSite(site: SiteOutcome | undefined): boolean {
  return site?.comesBack === 'hand' || site?.comesBack === 'never';
}

/** What health checks ask of a Region: what answers requests, and never its workers. */
function askedIn({ world, fault }: Question, region: string): SiteOutcome | undefined {
  const path = (['writes', 'reads'] as const).find((one) =>
    world.serving[one].regions.includes(region),
  );
  return path && siteOutcome(world, fault, path, region);
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
function alone(question: Question, own: SiteOutcome): Answer {
  const { world, fault, path } = question;
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
      capacity: noneOf(question, own.region),
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
    fault,
    // What asks the Region from outside sees that it is gone.
    [...stores.map(({ node }) => node), ...recordsInto(context, own.region)],
    all.flatMap(({ bars }) => bars),
  );
  const rto = sum(timeline.filter(({ parallelWith }) => parallelWith === undefined));
  const rpo = longestOf(all.flatMap((one) => one.rpo ?? []));
  return {
    level: 'recovers-by-hand',
    share: 1,
    capacity: noneOf(question, own.region),
    timeline,
    rto,
    rpo,
    byHand: { level: 'recovers-by-hand', timeline, rto, rpo },
    moved: {
      from: own.region,
      to: copies[0]?.copies?.region ?? own.region,
      stores: stores.map(({ node }) => node),
    },
    because: all.flatMap(({ because }) => because),
    unknowns: [],
    region: undefined,
  };
}

function noneOf(question: Question, region: string): Capacity | undefined {
  const { world, path } = question;
  const units = computesOf(world, path, region)[0]?.units;
  return units && { left: 0, need: ownPart(question, units.need), unit: units.unit };
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
        reason: `what ${path} asks for is not in the templates; judged by its name`,
      },
      context.namesOf(check).map((name) => `asksDependencies.${name}`),
    );
    return value === true;
  });
}
