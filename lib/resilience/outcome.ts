import type { Bar, Capacity, Level, PathPrediction, Span } from './prediction.ts';

/** From the best to the worst; what is not known counts as worse than what serves at all. */
const LEVELS: readonly Level[] = [
  'unaffected',
  'recovers',
  'recovers-by-hand',
  'degraded',
  'unknown',
  'lost',
];

/** How bad a level is: 0 for the best. */
export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

/** What is reached in the end: by itself, or with a person who completes it. */
export interface Outcome {
  readonly level: Level;
  readonly capacity?: Capacity;
  readonly timeline: readonly Bar[];
  readonly rto: Span | null;
  readonly rpo: Span | null;
}

/** What a path comes to, by itself or with the help of a person where one is foreseen. */
export function outcomeOf(path: PathPrediction, how: 'by itself' | 'by hand'): Outcome {
  const { byHand } = path;
  return how === 'by hand' && byHand !== undefined ? byHand : path;
}
