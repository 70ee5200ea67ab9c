import { asList, targetOf } from '../../../assembly/index.ts';
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
    const endpoint = targetOf(graph, value, ['AWS::EC2::VPCEndpoint']);
    if (endpoint === undefined) return judgeRouteZone(graph, route, undefined, 'VpcEndpointId');
    const subnets = asList(graph.get(endpoint, 'SubnetIds'));
    const only = subnets.state === 'known' ? subnets.value[0] : undefined;
    const subnet = only && targetOf(graph, only, ['AWS::EC2::Subnet']);
    return judgeRouteZone(graph, route, { target: endpoint, subnet }, 'VpcEndpointId');
  },
};
