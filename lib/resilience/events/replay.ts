import type { Effect } from '../effects.ts';
import type { ScenarioKind } from '../scenarios/scenario.ts';
import type { World } from '../world.ts';
import { effectsOn, leftOutOf } from './effects-on.ts';
import { intervalsOf } from './intervals.ts';
import type { PastOutage } from './past-outage.ts';
import { placeOutage, regionsHit } from './place.ts';

/**
 * A past outage as a kind of failure: one place for each zone in turn and each time between two
 * changes. Where nobody published how much was hit, there are two: with none of it and with all.
 *
 * @param at the Region that stands for the outage's own; where it is left out the outage's own if the
 *   templates have it, and else the one that serves first
 */
export function replayOf(outage: PastOutage, at?: string): ScenarioKind {
  const leftOut = leftOutOf(outage);
  const without = leftOut.length === 0 ? '' : `; without ${leftOut.join(', ')}`;
  return {
    name: outage.id,
    places: (world) => [...placesOf(outage, world, at).keys()],
    title: (place) => `${outage.title} (${place}${without})`,
    effects: (place, world) => placesOf(outage, world, at).get(place) ?? [],
  };
}

function placesOf(
  outage: PastOutage,
  world: World,
  at: string | undefined,
): ReadonlyMap<string, readonly Effect[]> {
  const all = regionsOf(world);
  const [hit = ''] = regionsHit(outage);
  const first = at ?? (all.includes(hit) ? hit : all[0]);
  if (first === undefined) return new Map();
  const places = new Map<string, readonly Effect[]>();
  const regions = [first, ...all.filter((region) => region !== first)];
  for (const { zones, effects } of placeOutage(outage, { regions, zones: zonesIn(world, first) })) {
    const where = zones.length === 0 ? first : zones.join(' and ');
    const known = effects.flatMap((effect) => effectsOn(world, effect));
    const end = Math.max(...known.flatMap(({ from, to }) => [from, to ?? from]));
    const digits = Math.max(2, String(Math.floor(end / 3600)).length);
    for (const { from, to, effects: now } of intervalsOf(known)) {
      if (now.length === 0) continue;
      const until = to === null ? 'no end' : clock(to, digits);
      const time = `${clock(from, digits)} to ${until}`;
      const sure = now.filter(({ share: [least] }) => least > 0);
      if (sure.length === now.length) places.set(`${where} ${time}`, now.map(lasting));
      else {
        places.set(`${where} ${time} at best`, sure.map(lasting));
        places.set(`${where} ${time} at worst`, now.map(lasting));
      }
    }
  }
  return places;
}

/** What is there in a time in which nothing changes is judged as if it stayed. */
function lasting(effect: Effect): Effect {
  return { ...effect, from: 0, to: null };
}

/** The Regions of the templates, the one that serves first before the others. */
function regionsOf({ entry, parts }: World): readonly string[] {
  const routed = (entry?.routes ?? []).map(({ region }) => region);
  const computing = parts.filter(({ tier }) => tier === 'compute').map(({ region }) => region);
  return [...new Set([...routed, ...computing, ...parts.map(({ region }) => region)])];
}

function zonesIn({ parts }: World, region: string): readonly string[] {
  const zones = parts.flatMap((part) => (part.region === region ? (part.zones ?? []) : []));
  return [
    ...new Set(zones.filter((zone) => zone.region === region).map(({ id }) => id)),
  ].toSorted();
}

/** Hours and minutes since the outage began, `02:52`, in texts that sort. */
function clock(seconds: number, digits: number): string {
  const minutes = Math.round(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(digits, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
