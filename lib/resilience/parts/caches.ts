import {
  asList,
  type ResourceNode,
  targetOf,
  zonesOfNames,
  zonesOfSubnets,
} from '../../assembly/index.ts';
import { byAssumption, byFact } from '../figures.ts';
import { type Context, type Impact, type PartOfKind, untouched } from '../part.ts';
import { ZERO } from '../spans.ts';
import { knownZones } from '../zones.ts';
import { isTrue, numberOf } from './detection.ts';

/** Caches of nodes: a primary and its replicas, which requests may or may not need. */
export const types = ['AWS::ElastiCache::ReplicationGroup'];

export function partOf(context: Context, node: ResourceNode): PartOfKind {
  const { graph } = context;
  const region = context.regionOf(node);
  const name = context.nameOf(node);
  const nodes = numberOf(
    context,
    node,
    1 + numberOf(context, node, 0, 'ReplicasPerNodeGroup'),
    'NumCacheClusters',
  );
  const isAutomatic = isTrue(context, node, 'AutomaticFailoverEnabled') && nodes > 1;
  const group = targetOf(
    graph,
    graph.get(node, 'CacheSubnetGroupName'),
    ['AWS::ElastiCache::SubnetGroup'],
    node.region,
  );
  const preferred = graph.get(node, 'PreferredCacheClusterAZs');
  const count =
    preferred.kind !== 'absent'
      ? zonesOfNames(graph, preferred)
      : group && zonesOfSubnets(graph, graph.get(group, 'SubnetIds'));
  const zones = count && knownZones(count, region);
  const isSpread = isTrue(context, node, 'MultiAZEnabled') && nodes > 1;
  const hard = context.figures.assume(
    `hard.${name}`,
    {
      value: false,
      unit: '',
      reason:
        'what is cached is read from the database where the cache is gone: slower, not broken',
    },
    context.namesOf(node).map((one) => `hard.${one}`),
  );
  const evidence = ['AutomaticFailoverEnabled', 'MultiAZEnabled', 'NumCacheClusters']
    .filter((property) => asList(graph.get(node, property)).state !== 'absent')
    .map((property) => context.evidence(node, property));
  return {
    tier: 'cache',
    service: 'elasticache',
    paths: ['reads', 'writes'],
    zones,
    impact(fault, path, at): Impact | undefined {
      if (at !== region || path === 'async') return undefined;
      const parts = fault.parts.get(name);
      const isHit =
        (zones ?? []).some(({ id }) => fault.zones.has(id)) ||
        (zones === undefined && fault.mayHit(region));
      const isAll = parts?.has('cache-lost') === true || (isHit && !isSpread && !isAutomatic);
      const isPart = parts?.has('cache-node-lost') === true || isHit;
      if (!isAll && !isPart) return untouched();
      const all = [...evidence, byAssumption(`hard.${name}`)];
      if (hard.value !== true) {
        const text = `${name} is taken as soft: without it requests are slower, and the database carries them`;
        return { ...untouched(), because: [{ text, evidence: all }] };
      }
      const failsOver = isAutomatic && parts?.has('cache-lost') !== true && (isSpread || !isHit);
      const fact = failsOver ? 'elasticache.failover' : 'elasticache.recreate';
      return {
        comesBack: 'self',
        share: 1,
        bars: [
          {
            phase: failsOver ? 'switch' : 'warm',
            title: failsOver
              ? `A replica of ${name} takes over`
              : `${name} gets its nodes again, empty`,
            ...context.figures.fact(fact),
            evidence: [byFact(fact), ...all],
          },
        ],
        rpo: ZERO,
        because: [
          {
            text: failsOver
              ? `${name} fails over by itself`
              : `${name} has no replica that takes over`,
            evidence: all,
          },
        ],
      };
    },
  };
}
