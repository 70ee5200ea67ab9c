import {
  identity,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  type ZoneCount,
  zonesOfSubnets,
} from '../../../assembly/index.ts';

/** What refers to a resource by one of its properties, in graph order, each once. */
export function referrersBy(
  graph: ResourceGraph,
  to: ResourceNode,
  type: string,
  ...properties: readonly string[]
): readonly ResourceNode[] {
  const edges = graph
    .referrers(to)
    .filter(({ from, path }) => from.type === type && properties.includes(String(path[0])));
  return [...new Set(edges.map(({ from }) => from))];
}

/** Whether two values lead to one resource, by whatever attribute, or are one text. */
export function isSameThing(one: Resolved, other: Resolved): boolean {
  if (one.kind === 'reference' && other.kind === 'reference') return one.node === other.node;
  const key = identity(one);
  return key !== undefined && key === identity(other);
}

/** The subnets of a VPC, which may itself be of another template. */
export function subnetsOf(graph: ResourceGraph, vpc: Resolved): readonly ResourceNode[] {
  return graph.select(['AWS::EC2::Subnet'], (subnet) =>
    isSameThing(graph.get(subnet, 'VpcId'), vpc),
  );
}

/** The VPC as a value, as properties of other resources hold it. */
export function asValue(node: ResourceNode): Resolved {
  return { kind: 'reference', node, attribute: 'Ref' };
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
