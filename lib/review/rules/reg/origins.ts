import {
  asList,
  asString,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { EVERYWHERE, endpointsAt } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const CONFIG = 'DistributionConfig';
const ORIGIN = [CONFIG, 'DefaultCacheBehavior', 'TargetOriginId'] as const;

/** Origins that answer from several Regions by themselves. */
const REGIONLESS: readonly string[] = [...EVERYWHERE, 'AWS::S3::MultiRegionAccessPoint'];

/**
 * Judges whether the default origin of a distribution is in several Regions: a group of origins of
 * several, or a name that leads to several.
 */
export function judgeOrigins(graph: ResourceGraph, distribution: ResourceNode): Verdict {
  const details = { property: ORIGIN };
  const id = asString(graph.get(distribution, ...ORIGIN));
  if (id.state !== 'known') return unknown('the default origin is not known', details);
  const ids = membersOf(graph, distribution, id.value);
  const names = ids?.map((one) => domainOf(graph, distribution, one));
  if (names === undefined || names.includes(undefined)) {
    return unknown('the origins of the default behavior are not known', details);
  }
  const endpoints = names.flatMap((name) => (name ? endpointsAt(graph, name) : []));
  if (endpoints.some(({ resource }) => REGIONLESS.includes(resource?.type ?? ''))) {
    return pass('the default origin is in several Regions by itself', details);
  }
  const regions = [...new Set(endpoints.flatMap(({ region }) => region ?? []))];
  if (regions.length >= 2) return pass(`the default origins are in ${regions.join(', ')}`, details);
  if (regions.length === 0 || endpoints.some(({ region }) => region === undefined)) {
    return unknown('the Regions of the default origin are not known', details);
  }
  return fail(`the default origin is in ${regions[0]} alone, expected another Region`, details);
}

/** The origins that an ID stands for: those of the group of that ID, or the one. */
function membersOf(
  graph: ResourceGraph,
  distribution: ResourceNode,
  id: string,
): readonly string[] | undefined {
  const path = [CONFIG, 'OriginGroups', 'Items'] as const;
  const groups = asList(graph.get(distribution, ...path));
  if (groups.state === 'unknown') return undefined;
  const at = indexOf(graph, distribution, path, id);
  if (at === undefined) return [id];
  const members = asList(graph.get(distribution, ...path, at, 'Members', 'Items'));
  if (members.state !== 'known') return undefined;
  const ids = members.value.map((_, i) =>
    asString(graph.get(distribution, ...path, at, 'Members', 'Items', i, 'OriginId')),
  );
  return ids.flatMap((one) => (one.state === 'known' ? [one.value] : []));
}

function domainOf(graph: ResourceGraph, distribution: ResourceNode, id: string) {
  const path = [CONFIG, 'Origins'] as const;
  const at = indexOf(graph, distribution, path, id);
  return at === undefined ? undefined : graph.get(distribution, ...path, at, 'DomainName');
}

/** The place of the item with an ID in a list. */
function indexOf(
  graph: ResourceGraph,
  distribution: ResourceNode,
  path: readonly PathSegment[],
  id: string,
): number | undefined {
  const list = asList(graph.get(distribution, ...path));
  if (list.state !== 'known') return undefined;
  const at = list.value.findIndex((_, i) => {
    const own = asString(graph.get(distribution, ...path, i, 'Id'));
    return own.state === 'known' && own.value === id;
  });
  return at < 0 ? undefined : at;
}
