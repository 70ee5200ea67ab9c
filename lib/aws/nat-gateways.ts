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

/** Whether a NAT gateway is the only one of its VPC, as far as the VPC is at hand. */
export function isOnlyNat(graph: ResourceGraph, nat: ResourceNode): boolean {
  const [vpc] = vpcsOfNat(graph, nat);
  return vpc !== undefined && graph.having(['AWS::EC2::NatGateway'], vpcsOfNat, vpc).length === 1;
}

function vpcsOfNat(graph: ResourceGraph, nat: ResourceNode) {
  const subnet = subnetOfNat(graph, nat);
  const own = subnet ? graph.get(subnet, 'VpcId') : graph.get(nat, 'VpcId');
  return [targetOf(graph, own, ['AWS::EC2::VPC'])];
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
