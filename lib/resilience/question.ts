import type { Fault } from './effects.ts';
import type { Moved } from './failback.ts';
import type {
  ByHand,
  Capacity,
  Level,
  PathName,
  PathPrediction,
  Reason,
  Unknown,
} from './prediction.ts';
import type { Route } from './routing.ts';
import { type SiteOutcome, siteOutcome } from './sites.ts';
import type { World } from './world.ts';

/** What is asked: one path under a fault, and how clients come to it. */
export interface Question {
  readonly world: World;
  readonly fault: Fault;
  readonly path: PathName;
  readonly routes: readonly Route[];
  /** Among how many Regions the work of the path is split, evenly: each does its own part alone. */
  readonly split: number;
}

/** What becomes of the requests that a Region answers. */
export interface Answer {
  readonly level: Level;
  readonly share: number;
  readonly capacity: Capacity | undefined;
  readonly timeline: PathPrediction['timeline'];
  readonly rto: PathPrediction['rto'];
  readonly rpo: PathPrediction['rpo'];
  readonly byHand?: ByHand;
  readonly because: readonly Reason[];
  readonly unknowns: readonly Unknown[];
  /** Where its service went; absent where it stayed, or came to an end. */
  readonly moved?: Moved;
  /** The Region that answers afterwards; undefined where none does. */
  readonly region: string | undefined;
}

/** What a fault comes to in one Region, held against its own part of the peak. */
export function siteOf(question: Question, region: string): SiteOutcome {
  const { world, fault, path } = question;
  const outcome = siteOutcome(world, fault, path, region);
  const { capacity } = outcome;
  if (capacity === undefined || question.split === 1) return outcome;
  return { ...outcome, capacity: { ...capacity, need: ownPart(question, capacity.need) } };
}

/** What a Region has to do of what one would do that is alone. */
export function ownPart({ split }: Question, need: number): number {
  return Math.ceil(need / split);
}

/** Without a person nothing of what the peak needs is served. */
export function nothingLeft(capacity: Capacity | undefined): Capacity | undefined {
  return capacity && { ...capacity, left: 0 };
}

/** What the peak asks of those that answer. */
export function peakOf(question: Question): number {
  const { world, path } = question;
  return ownPart(question, world.serving[path].need);
}
