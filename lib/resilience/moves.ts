import { failoverByHand } from './failover.ts';
import type { Bar, Reason } from './prediction.ts';
import { type Answer, nothingLeft, peakOf, type Question, siteOf } from './question.ts';
import type { Route } from './routing.ts';
import type { SiteOutcome } from './sites.ts';
import { longestOf, sum, together } from './spans.ts';
import type { World } from './world.ts';

interface Moving {
  readonly own: SiteOutcome;
  readonly from: Route;
  readonly to: Route;
  /** How Route 53 sees it, and moves clients by itself; undefined: it does not. */
  readonly detect: Bar | undefined;
}

/** Another Region answers instead: by Route 53 itself, or when people move it. */
export function moves(question: Question, { own, from, to, detect }: Moving): Answer {
  const { world, fault, path } = question;
  const isSeen = detect !== undefined;
  const target = siteOf(question, to.region);
  const need = peakOf(question);
  const byHand = failoverByHand(world, fault, path, {
    from,
    to,
    target,
    isAutomatic: isSeen,
    need,
  });
  const because: readonly Reason[] = [
    ...own.because,
    whoMoves(from, to, isSeen, world),
    ...target.because,
  ];
  const unknowns = [...own.unknowns, ...target.unknowns];
  const common = { share: Math.max(own.share, isSeen ? 1 : 0), because, unknowns };
  const moved = { from, to, isSeen };
  const isReady = target.left > 0 && (target.comesBack === 'none' || target.comesBack === 'self');
  if (isSeen && isReady) {
    const capacity = target.capacity && { ...target.capacity, need };
    const chains = [[detect, from.follow], ...target.chains];
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
      moved,
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
    moved,
    region: to.region,
  };
}

function whoMoves(from: Route, to: Route, isSeen: boolean, { context }: World): Reason {
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
