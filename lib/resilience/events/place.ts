import type { Effect } from '../effects.ts';
import type { OutageEffect, OutageEffectKind, PastOutage } from './past-outage.ts';

/** Where an outage is laid on templates: on its own Region, or on another one. */
export interface Place {
  /** The first stands for the outage's Region, the next for other Regions that it hit, in their order. */
  readonly regions: readonly string[];
  /** The zones of the first Region, as the templates name them. */
  readonly zones: readonly string[];
}

/** An outage as it would be there. */
export interface PlacedOutage {
  /** The zones that are hit; none for an outage of a Region. */
  readonly zones: readonly string[];
  readonly effects: readonly PlacedEffect[];
}

/** An effect with its place in the templates, and seconds since the outage began. */
export interface PlacedEffect extends Omit<Effect, 'kind'> {
  readonly kind: OutageEffectKind;
  readonly only?: 'new connections';
}

/**
 * The outage on a place. One of zones is laid on every zone in turn, since what an account calls
 * `us-east-1a` is another zone for the next account; one that hit several hits as many neighbours.
 * Nothing comes back where an outage of zones meets a Region whose zones are not known.
 *
 * A Region that the place does not replace stays as it was.
 */
export function placeOutage(outage: PastOutage, place: Place): readonly PlacedOutage[] {
  const regions = regionsHit(outage);
  const turns = outage.zones.length === 0 ? [[]] : place.zones.map((_, turn) => zonesFrom(turn));
  return turns.map((zones) => ({
    zones: [...new Set(zones)],
    effects: outage.effects.map((effect) => placed(effect, zones)),
  }));

  function zonesFrom(turn: number): readonly string[] {
    const { zones } = place;
    return outage.zones.map((_, index) => zones[(turn + index) % zones.length] ?? '');
  }

  function placed(effect: OutageEffect, zones: readonly string[]): PlacedEffect {
    const { kind, target, scope, share, only } = effect;
    const region = effect.region ?? outage.region;
    const zone = effect.zone === undefined ? undefined : zones[outage.zones.indexOf(effect.zone)];
    return {
      kind,
      ...(target !== undefined && { target }),
      ...(scope !== 'global' && { region: place.regions[regions.indexOf(region)] ?? region }),
      ...(zone !== undefined && { zone }),
      from: secondsBetween(outage.start, effect.from),
      to: effect.to === null ? null : secondsBetween(outage.start, effect.to),
      share,
      ...(only !== undefined && { only }),
    };
  }
}

/** The Regions that an outage hit, its own first. */
export function regionsHit({ region, effects }: PastOutage): readonly string[] {
  const others = effects.flatMap((effect) => (effect.region === undefined ? [] : [effect.region]));
  return [...new Set([region, ...others])].filter((one) => one !== 'global');
}

function secondsBetween(start: string, time: string): number {
  return (Date.parse(time) - Date.parse(start)) / 1000;
}
