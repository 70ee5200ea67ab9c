import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import {
  asValue,
  modeOfNat,
  natOf,
  routesOf,
  routeTableOf,
  subnetOfNat,
  subnetsOfVpc,
  zonesOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-3',
  consequence: 'a lost zone cuts the private subnets of others off from the outside',
  title: 'A VPC has a NAT gateway in each Availability Zone that needs one',
  rationale:
    'A zonal NAT gateway goes down with its zone; zones without one then cannot reach anything outside, patches, registries and AWS APIs included.',
  severity: 'warning',
  onlyInProduction: true,
  fix: 'Create a NAT gateway in a public subnet of each Availability Zone with private subnets, or one regional NAT gateway.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html'],
  appliesTo: ['AWS::EC2::VPC'],
  check(vpc, { graph }) {
    const routed = subnetsOfVpc(graph, asValue(vpc)).flatMap((subnet) => {
      const routes = natRoutesOf(graph, subnet);
      return routes.length > 0
        ? [{ subnet, nats: routes.map((route) => natOf(graph, route)) }]
        : [];
    });
    if (routed.length === 0) return undefined;
    const nats = [...new Set(routed.flatMap((one) => one.nats))];
    const known = nats.filter((nat) => nat !== undefined);
    const modes = known.map((nat) => modeOfNat(graph, nat));
    if (modes.some((mode) => mode.state === 'known' && mode.value === 'regional')) {
      return pass('a regional NAT gateway serves all Availability Zones');
    }
    const homes = known.map((nat) => subnetOfNat(graph, nat));
    const isOpen =
      nats.includes(undefined) ||
      homes.includes(undefined) ||
      modes.some(({ state }) => state === 'unknown');
    if (isOpen) return unknown('the zone of a NAT gateway is not known');
    const have = zonesOf(
      graph,
      homes.filter((home) => home !== undefined),
    );
    const need = zonesOf(
      graph,
      routed.map(({ subnet }) => subnet),
    );
    const details = { evidence: evidenceOf(known, 'NAT gateway') };
    const found = `zonal NAT gateways in ${have.max} Availability Zones, private subnets in ${need.max}`;
    if (have.min >= need.max) return pass(found, details);
    return have.max < need.min ? fail(found, details) : unknown(found, details);
  },
};

function natRoutesOf(graph: ResourceGraph, subnet: ResourceNode): readonly ResourceNode[] {
  const table = routeTableOf(graph, subnet);
  if (table === undefined) return [];
  return routesOf(graph, table).filter(
    (route) => graph.get(route, 'NatGatewayId').kind !== 'absent',
  );
}
