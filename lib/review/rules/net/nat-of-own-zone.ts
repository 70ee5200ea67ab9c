import { isOnlyNat, modeOfNat, natOf, subnetOfNat } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { pass, unknown } from '../../verdicts.ts';
import { judgeRouteZone } from './route-zone.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-2',
  consequence: 'a lost zone cuts subnets of other zones off from the outside',
  title: 'Subnets use a NAT gateway of their own Availability Zone',
  rationale:
    'When the zone of a NAT gateway is impaired, subnets of other zones that are routed to it lose their way out as well, though their own zone is fine.',
  severity: 'warning',
  fix: 'Give each Availability Zone a route table with a NAT gateway of that zone, or use one regional NAT gateway (AvailabilityMode: regional).',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html'],
  appliesTo: ['AWS::EC2::Route'],
  check(route, { graph }) {
    if (graph.get(route, 'NatGatewayId').kind === 'absent') return undefined;
    const property = 'NatGatewayId';
    const nat = natOf(graph, route);
    if (nat === undefined) return judgeRouteZone(graph, route, undefined, property);
    const mode = modeOfNat(graph, nat);
    if (mode.state === 'unknown') {
      return unknown(`AvailabilityMode of ${nat.logicalId} is not known: ${mode.reason}`);
    }
    if (mode.value === 'regional') {
      return pass(`${nat.logicalId} is regional`, { property: [property] });
    }
    // That a VPC has but one is one finding, of HA-NET-3.
    if (isOnlyNat(graph, nat)) return undefined;
    const hop = { target: nat, subnet: subnetOfNat(graph, nat) };
    return judgeRouteZone(graph, route, hop, property);
  },
};
