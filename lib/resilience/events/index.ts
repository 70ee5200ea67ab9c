export { intervalsOf } from './intervals.ts';
export type { PastOutage } from './past-outage.ts';
export { type PlacedEffect, placeOutage, regionsHit } from './place.ts';
export { PAST_OUTAGES } from './registry.ts';
export { replayOf } from './replay.ts';
