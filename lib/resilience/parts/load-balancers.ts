import { asString, type ResourceNode, zonesOfSubnets } from '../../assembly/index.ts';
import { subnetsOfBalancer } from '../../aws/index.ts';
import { byFact } from '../figures.ts';
import { type Context, gone, type PartOfKind, unknownZones, untouched } from '../part.ts';
import { span, ZERO } from '../spans.ts';
import { knownZones } from '../zones.ts';

/** Load balancers: an address in each zone, of which clients know several. */
export const types = ['AWS::ElasticLoadBalancingV2::LoadBalancer'];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph, figures } = context;
  const { property, subnets } = subnetsOfBalancer(graph, node);
  const region = context.regionOf(node);
  const zones = knownZones(zonesOfSubnets(graph, subnets), region);
  const name = context.nameOf(node);
  const scheme = asString(graph.get(node, 'Type'));
  if (scheme.state === 'known' && scheme.value === 'gateway') return undefined;
  return {
    tier: 'load balancer',
    service: 'elb',
    paths: ['reads', 'writes'],
    zones,
    impact(fault, path, at) {
      if (at !== region || path === 'async') return undefined;
      const hit = (zones ?? []).filter(({ id }) => fault.zones.has(id)).length;
      if (zones !== undefined && hit === 0) return untouched();
      const evidence = [context.evidence(node, property)];
      if (zones === undefined) {
        if (!fault.mayHit(region)) return untouched();
        return unknownZones(name, evidence);
      }
      const left = zones.length - hit;
      const text = `${left} of ${zones.length} addresses of ${name} are left`;
      if (left === 0) return gone(text, evidence);
      const ttl = figures.fact('elb.dnsTtl').typical;
      return {
        comesBack: 'self',
        share: hit / zones.length,
        bars: [
          {
            phase: 'switch',
            title: 'Clients leave the addresses of the lost zone',
            ...span(0, ttl / 2, ttl),
            evidence: [byFact('elb.dnsTtl')],
          },
        ],
        rpo: ZERO,
        because: [{ text, evidence }],
      };
    },
  };
}
