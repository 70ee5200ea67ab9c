import { identity, type ResourceNode } from '../../assembly/index.ts';
import { modeOfNat, natOf, subnetOfNat, subnetsOfRoute } from '../../aws/index.ts';
import { byAssumption } from '../figures.ts';
import { type Context, type PartOfKind, untouched, type Zone } from '../part.ts';
import { ZERO } from '../spans.ts';
import { zoneOfOne } from '../zones.ts';
import { backByHand } from './detection.ts';

/** The ways out of private subnets: of their own zone, or of another one that they depend on. */
export const types = ['AWS::EC2::NatGateway'];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  const mode = modeOfNat(graph, node);
  const subnet = subnetOfNat(graph, node);
  const zone = subnet && zoneOfOne(context, subnet);
  if (zone === undefined || subnet === undefined) return undefined;
  if (mode.state !== 'known' || mode.value !== 'zonal') return undefined;
  const routes = graph
    .referrers(node)
    .flatMap(({ from }) => (natOf(graph, from) === node ? [from] : []));
  const served = distinct(
    routes
      .flatMap((route) => subnetsOfRoute(graph, route))
      .flatMap((one) => zoneOfOne(context, one) ?? []),
  );
  if (served.length === 0) return undefined;
  const region = context.regionOf(node);
  const name = context.nameOf(node);
  const hasEndpoints = endpointsOf(context, subnet);
  const hard = context.figures.assume(
    `hard.${name}`,
    {
      value: !hasEndpoints,
      unit: '',
      reason: hasEndpoints
        ? 'AWS services are reached through endpoints of the VPC, and nothing says that requests leave it otherwise'
        : 'the VPC has no endpoints: whatever is asked of AWS services goes through it',
    },
    context.namesOf(node).map((one) => `hard.${one}`),
  );
  return {
    tier: 'NAT gateway',
    service: 'nat',
    paths: ['reads', 'writes', 'async'],
    zones: [zone],
    impact(fault, _path, at) {
      if (at !== region) return undefined;
      const isLost = fault.zones.has(zone.id) || fault.parts.get(name)?.has('nat-lost') === true;
      const stranded = served.filter(({ id }) => !fault.zones.has(id));
      if (!isLost || stranded.length === 0) return untouched();
      const evidence = [context.evidence(node, 'SubnetId'), byAssumption(`hard.${name}`)];
      const zones = stranded.map(({ id }) => id).join(', ');
      if (hard.value !== true) {
        const text = `${zones} cannot leave the VPC without ${name}, which requests are taken not to need`;
        return { ...untouched(), because: [{ text, evidence }] };
      }
      return {
        ...backByHand(
          context,
          node,
          'manualStepsMinutes',
          'People route around the lost NAT gateway, or shift traffic away',
        ),
        rpo: ZERO,
        because: [
          {
            text: `${zones} cannot leave the VPC without ${name}, and no health check sees it`,
            evidence,
          },
        ],
      };
    },
  };
}

function endpointsOf({ graph }: Context, subnet: ResourceNode): boolean {
  const vpc = graph.get(subnet, 'VpcId');
  const key = vpc.kind === 'reference' ? vpc.node : identity(vpc);
  return key !== undefined && graph.having(['AWS::EC2::VPCEndpoint'], vpcsOf, key).length > 0;
}

function vpcsOf(graph: Context['graph'], endpoint: ResourceNode) {
  const vpc = graph.get(endpoint, 'VpcId');
  return [vpc.kind === 'reference' ? vpc.node : identity(vpc)];
}

function distinct(zones: readonly Zone[]): readonly Zone[] {
  return [...new Map(zones.map((zone) => [zone.id, zone])).values()];
}
