import {
  type ResourceGraph,
  type ResourceNode,
  type ZoneCount,
  zoneOfSubnet,
} from '../assembly/index.ts';
import type { Context, Zone } from './part.ts';

/** Stands for the Region of stacks that name none, and whose zones do not tell. */
const SOME_REGION = 'unknown-region';

/**
 * The Region of stacks that name none, as far as the zones of their subnets tell: `eu-west-1a` is of
 * `eu-west-1`.
 */
export function homeOf(graph: ResourceGraph): string {
  const regions = graph.resourcesOf('AWS::EC2::Subnet').flatMap((subnet) => {
    const zone = subnet.region === undefined ? zoneOfSubnet(graph, subnet) : undefined;
    const name = zone?.state === 'known' ? /^([a-z]+(?:-[a-z]+)+-\d)[a-z]$/.exec(zone.value) : null;
    return name?.[1] ?? [];
  });
  const [only, ...others] = new Set(regions);
  return only !== undefined && others.length === 0 ? only : SOME_REGION;
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
export function zoneOfOne({ graph, regionOf }: Context, subnet: ResourceNode): Zone | undefined {
  const read = zoneOfSubnet(graph, subnet);
  return read.state === 'known' ? zoneOf(read.value, regionOf(subnet)) : undefined;
}
