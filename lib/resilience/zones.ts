import {
  type ResourceGraph,
  type ResourceNode,
  type ZoneCount,
  zoneOfSubnet,
} from '../assembly/index.ts';
import type { Zone } from './part.ts';

/** Stands for the Region of stacks that name none. */
export const SOME_REGION = 'unknown-region';

export function regionOf({ region }: ResourceNode): string {
  return region ?? SOME_REGION;
}

/** `eu-west-1a` as it is; the i-th zone of a Region or of a parameter by its number. */
export function zoneOf(key: string, region: string): Zone {
  const [source = '', index] = key.split('#');
  if (index === undefined) return { id: key, region };
  return { id: `${source === 'idx' ? region : source}#${index}`, region };
}

/** The zones of a count; undefined where not all of them are known. */
export function knownZones(count: ZoneCount, region: string): readonly Zone[] | undefined {
  const isKnown = count.keys.length > 0 && count.max === count.keys.length;
  return isKnown ? count.keys.map((key) => zoneOf(key, region)) : undefined;
}

/** The zone of one subnet; undefined where it is not known. */
export function zoneOfOne(graph: ResourceGraph, subnet: ResourceNode): Zone | undefined {
  const read = zoneOfSubnet(graph, subnet);
  return read.state === 'known' ? zoneOf(read.value, regionOf(subnet)) : undefined;
}
