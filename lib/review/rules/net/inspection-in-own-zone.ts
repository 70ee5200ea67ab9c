import {
  asList,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  targetOf,
  zonesOfSubnets,
} from '../../../assembly/index.ts';
import { referrersBy } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeRouteZone } from './route-zone.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-7',
  consequence: 'a lost zone stops the traffic of other zones',
  title: 'Traffic is inspected in its own Availability Zone',
  rationale:
    'A firewall endpoint is in one zone: subnets of another zone that are routed through it lose all traffic when it is impaired.',
  severity: 'error',
  fix: 'Create an endpoint in each Availability Zone, and route each subnet to the endpoint of its zone.',
  wellArchitected: ['REL10-BP03'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html',
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-two-zone-igw.html',
  ],
  appliesTo: ['AWS::EC2::Route'],
  check(route, { graph }) {
    const value = graph.get(route, 'VpcEndpointId');
    if (value.kind === 'absent') return undefined;
    const table = targetOf(graph, graph.get(route, 'RouteTableId'), ['AWS::EC2::RouteTable']);
    const type = 'AWS::EC2::GatewayRouteTableAssociation';
    // Routes of a gateway name the subnet that they lead to; they serve none.
    if (table !== undefined && referrersBy(graph, table, type, 'RouteTableId').length > 0) {
      return undefined;
    }
    return judgeRouteZone(graph, route, hopBehind(graph, value), 'VpcEndpointId');
  },
};

/** The endpoint that a value leads to, with its subnet; undefined: it is not at hand. */
function hopBehind(graph: ResourceGraph, value: Resolved) {
  const endpoint = targetOf(graph, value, ['AWS::EC2::VPCEndpoint']);
  if (endpoint !== undefined) {
    const subnets = graph.get(endpoint, 'SubnetIds');
    return { target: endpoint, subnet: firstOf(graph, subnets) };
  }
  const [firewall] = referencesIn(value)
    .map(({ node }) => node)
    .filter(({ type }) => type === 'AWS::NetworkFirewall::Firewall');
  return firewall && { target: firewall, subnet: onlySubnetOf(graph, firewall) };
}

/**
 * The subnet of a firewall that has all of its endpoints in one zone. Of several zones, which ID is
 * first in `EndpointIds` is known at deployment only: CloudFormation documents no order
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html).
 */
function onlySubnetOf(graph: ResourceGraph, firewall: ResourceNode): ResourceNode | undefined {
  const mappings = asList(graph.get(firewall, 'SubnetMappings'));
  const count = mappings.state === 'known' ? mappings.value.length : 0;
  const items = Array.from({ length: count }, (_, i) =>
    graph.get(firewall, 'SubnetMappings', i, 'SubnetId'),
  );
  const subnets: Resolved = { kind: 'list', items };
  return zonesOfSubnets(graph, subnets).max === 1 ? firstOf(graph, subnets) : undefined;
}

function firstOf(graph: ResourceGraph, list: Resolved): ResourceNode | undefined {
  const items = asList(list);
  const first = items.state === 'known' ? items.value[0] : undefined;
  return first && targetOf(graph, first, ['AWS::EC2::Subnet']);
}
