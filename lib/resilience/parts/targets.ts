import { asList, type ResourceNode, targetOf } from '../../assembly/index.ts';
import { byAssumption } from '../figures.ts';
import { type Context, gone, type PartOfKind, unknownZones, untouched } from '../part.ts';
import { ZERO } from '../spans.ts';
import { zoneOfOne } from '../zones.ts';
import { targetDetection } from './detection.ts';

const INSTANCE = 'AWS::EC2::Instance';

/** Instances that a target group names one by one: nothing launches another in their place. */
export const types = ['AWS::ElasticLoadBalancingV2::TargetGroup'];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  const list = asList(graph.get(node, 'Targets'));
  if (list.state !== 'known') return undefined;
  const instances = list.value.flatMap(
    (_, i) => targetOf(graph, graph.get(node, 'Targets', i, 'Id'), [INSTANCE], node.region) ?? [],
  );
  if (instances.length === 0) return undefined;
  const placed = instances.map((instance) => {
    const subnet = targetOf(
      graph,
      graph.get(instance, 'SubnetId'),
      ['AWS::EC2::Subnet'],
      node.region,
    );
    return subnet && zoneOfOne(context, subnet);
  });
  const zones = placed.filter((zone) => zone !== undefined);
  const isKnown = zones.length === placed.length;
  const name = context.nameOf(node);
  const region = context.regionOf(node);
  const minimum = instances.length;
  const sizes = [...Map.groupBy(zones, ({ id }) => id).values()].map(({ length }) => length);
  const fullest = Math.max(0, ...sizes);
  const need = context.figures.assume(
    `need.${name}`,
    {
      value: Math.max(1, minimum - fullest),
      range: [0, minimum],
      unit: 'instances',
      reason: 'its instances less those of its fullest zone',
    },
    context.namesOf(node).map((one) => `need.${one}`),
  );
  const units = { minimum, maximum: minimum, need: Number(need.value), unit: need.unit };
  return {
    tier: 'compute',
    service: 'ec2',
    paths: ['reads', 'writes'],
    zones: isKnown ? zones : undefined,
    units,
    impact(fault, path, at) {
      if (at !== region || path === 'async') return undefined;
      const single = fault.parts.get(name)?.has('instance-lost') ? 1 : 0;
      if (!isKnown && fault.mayHit(region))
        return unknownZones(name, [context.evidence(node, 'Targets')]);
      const hit = zones.filter(({ id }) => fault.zones.has(id)).length;
      const left = Math.max(0, minimum - hit - single);
      const capacity = { left, need: units.need, unit: units.unit };
      if (left === minimum) return untouched(capacity);
      const evidence = [context.evidence(node, 'Targets'), byAssumption(`need.${name}`)];
      const text = `${left} of ${minimum} instances of ${name} are left, and nothing replaces the others`;
      if (left === 0) return { ...gone(text, evidence), capacity };
      return {
        comesBack: 'self',
        share: 1 - left / minimum,
        bars: [targetDetection(context, node)],
        capacity,
        rpo: ZERO,
        because: [{ text, evidence }],
      };
    },
  };
}
