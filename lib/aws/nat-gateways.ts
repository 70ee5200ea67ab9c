import {
  asString,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';

/** The NAT gateway of a route; undefined: it is not at hand. */
export function natOf(graph: ResourceGraph, route: ResourceNode): ResourceNode | undefined {
  return targetOf(graph, graph.get(route, 'NatGatewayId'), ['AWS::EC2::NatGateway']);
}

/** The subnet of a zonal NAT gateway. */
export function subnetOfNat(graph: ResourceGraph, nat: ResourceNode): ResourceNode | undefined {
  return targetOf(graph, graph.get(nat, 'SubnetId'), ['AWS::EC2::Subnet']);
}

/**
 * Whether a NAT gateway is zonal, which it is unless told otherwise, or regional.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export function modeOfNat(
  graph: ResourceGraph,
  nat: ResourceNode,
): Exclude<Read<string>, { state: 'absent' }> {
  const mode = asString(graph.get(nat, 'AvailabilityMode'));
  return mode.state === 'absent' ? { state: 'known', value: 'zonal', parameters: [] } : mode;
}
