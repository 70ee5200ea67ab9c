import { type Fault, NO_FAULT } from './effects.ts';
import { gone, type Impact, type Part, UNTOUCHED } from './part.ts';
import type { PathName } from './prediction.ts';

/** What a fault comes to for one part. */
export interface PartImpact {
  readonly part: Part;
  readonly impact: Impact;
}

/**
 * What a fault comes to for the parts of a path, of the requests that are answered in a Region: in
 * the order of the parts, without those that add nothing to an answer.
 */
export type Impacts = (fault: Fault, path: PathName, region: string) => readonly PartImpact[];

/**
 * Asks each part once. There are as many faults of single parts as there are parts: all but those
 * that such a fault names are as they are without one, so that not every part is asked for each.
 */
export function impactsOn(parts: readonly Part[]): Impacts {
  const byName = Map.groupBy(parts, ({ name }) => name);
  const known = new Map<Fault, Map<string, readonly PartImpact[]>>();
  const onAll: Impacts = (fault, path, region) => {
    const key = `${path} ${region}`;
    const ofFault = known.get(fault) ?? new Map<string, readonly PartImpact[]>();
    const found = ofFault.get(key) ?? parts.flatMap((part) => added(part, fault, path, region));
    known.set(fault, ofFault.set(key, found));
    return found;
  };
  const others = replacing(parts);
  return (fault, path, region) => {
    if (!fault.isOfParts) return onAll(fault, path, region);
    const named = [...fault.parts.keys()].flatMap((name) => byName.get(name) ?? []);
    return others(onAll(NO_FAULT, path, region), named, (part) => added(part, fault, path, region));
  };
}

/** The same with another part in the place of the one of its name. */
export function impactsWith(impacts: Impacts, parts: readonly Part[], other: Part): Impacts {
  const others = replacing(parts);
  return (fault, path, region) =>
    others(impacts(fault, path, region), [other], (part) => added(part, fault, path, region));
}

type Added = (part: Part) => readonly PartImpact[];

/** Puts what some parts add in the place of what they did, in the order of all parts. */
function replacing(parts: readonly Part[]) {
  const order = new Map(parts.map(({ name }, i) => [name, i]));
  const at = ({ part }: PartImpact) => order.get(part.name) ?? parts.length;
  return (all: readonly PartImpact[], some: readonly Part[], add: Added) => {
    if (some.length === 0) return all;
    const names = new Set(some.map(({ name }) => name));
    return [...all.filter(({ part }) => !names.has(part.name)), ...some.flatMap(add)].toSorted(
      (a, b) => at(a) - at(b),
    );
  };
}

/** What is there without a fault adds nothing, unless it is what serves. */
function added(part: Part, fault: Fault, path: PathName, region: string): readonly PartImpact[] {
  const impact = impactOf(part, fault, path, region);
  if (impact === undefined || (impact === UNTOUCHED && part.tier !== 'compute')) return [];
  return [{ part, impact }];
}

/** Undefined where a path does without the part. */
export function impactOf(
  part: Part,
  fault: Fault,
  path: PathName,
  region: string,
): Impact | undefined {
  if (!part.paths.includes(path)) return undefined;
  // What a service of AWS that does not answer comes to is the same for all of its parts.
  const isSilent = part.region === region && fault.services.has(`${part.service}@${region}`);
  if (!isSilent || part.tier === 'cache' || part.tier === 'NAT gateway')
    return part.impact(fault, path, region);
  if (part.isNeeded?.() === false) return UNTOUCHED;
  return gone(`${part.name} does not answer while ${part.service} of ${region} does not`, []);
}
