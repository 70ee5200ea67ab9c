import {
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  type ZoneCount,
  zonesOfSubnets,
} from '../assembly/index.ts';
import { asValue, referrersBy, thingKey } from './lookups.ts';

/** The subnets of a VPC, which may itself be of another template. */
export function subnetsOfVpc(graph: ResourceGraph, vpc: Resolved): readonly ResourceNode[] {
  const key = thingKey(vpc);
  return key === undefined ? [] : graph.having(['AWS::EC2::Subnet'], vpcsOf, key);
}

function vpcsOf(graph: ResourceGraph, subnet: ResourceNode) {
  return [thingKey(graph.get(subnet, 'VpcId'))];
}

/** The Availability Zones of subnets that are at hand as resources. */
export function zonesOf(graph: ResourceGraph, subnets: readonly ResourceNode[]): ZoneCount {
  return zonesOfSubnets(graph, { kind: 'list', items: subnets.map(asValue) });
}

/** The route table of a subnet; undefined: the main route table of the VPC, or one elsewhere. */
export function routeTableOf(graph: ResourceGraph, subnet: ResourceNode): ResourceNode | undefined {
  const [association] = referrersBy(
    graph,
    subnet,
    'AWS::EC2::SubnetRouteTableAssociation',
    'SubnetId',
  );
  if (association === undefined) return undefined;
  return targetOf(graph, graph.get(association, 'RouteTableId'), ['AWS::EC2::RouteTable']);
}

/** The routes of a route table. */
export function routesOf(graph: ResourceGraph, table: ResourceNode): readonly ResourceNode[] {
  return referrersBy(graph, table, 'AWS::EC2::Route', 'RouteTableId');
}

/** The subnets that a route serves. */
export function subnetsOfRoute(graph: ResourceGraph, route: ResourceNode): readonly ResourceNode[] {
  const table = targetOf(graph, graph.get(route, 'RouteTableId'), ['AWS::EC2::RouteTable']);
  if (table === undefined) return [];
  const type = 'AWS::EC2::SubnetRouteTableAssociation';
  return referrersBy(graph, table, type, 'RouteTableId').flatMap(
    (one) => targetOf(graph, graph.get(one, 'SubnetId'), ['AWS::EC2::Subnet']) ?? [],
  );
}

/** Whether a route leads to an internet gateway; undefined: it is not known. */
export function isInternetRoute(graph: ResourceGraph, route: ResourceNode): boolean | undefined {
  const gateway = graph.get(route, 'GatewayId');
  if (gateway.kind === 'absent') return false;
  if (gateway.kind === 'reference') return gateway.node.type === 'AWS::EC2::InternetGateway';
  return gateway.kind === 'literal' ? String(gateway.value).startsWith('igw-') : undefined;
}
