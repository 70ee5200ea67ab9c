import type { ResourceGraph, ResourceNode, TemplateStack } from '../../../assembly/index.ts';
import {
  asValue,
  isExported,
  isInternetRoute,
  routesOf,
  routeTableOf,
  subnetsOfVpc,
  textOf,
  zonesOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-1',
  consequence: 'a lost zone takes the whole tier down',
  title: 'Each tier of subnets spans several Availability Zones',
  rationale:
    'What runs in a tier whose subnets are all in one zone is gone when that zone is impaired, and has nowhere else to start.',
  severity: 'error',
  fix: 'Create subnets of each tier (public, private, isolated) in at least two Availability Zones, better three.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
  ],
  appliesTo: ['AWS::EC2::VPC'],
  check(vpc, { graph, profile }) {
    const tiers = Map.groupBy(subnetsOfVpc(graph, asValue(vpc)), (subnet) => tierOf(graph, subnet));
    // A subnet that no route table is told of, beside others, is one that was forgotten.
    if (tiers.size > 1) tiers.delete('unrouted');
    return [...tiers].map(([tier, subnets]) => {
      const what = `Availability Zones of ${tier} subnets`;
      const verdict = judgeCount(zonesOf(graph, subnets), profile.floors.availabilityZones, what, {
        evidence: evidenceOf(subnets, `${tier} subnet`),
      });
      return saysItself(graph, subnets) ? { ...verdict, severity: 'info' } : verdict;
    });
  },
};

/** What makes a network, and runs nothing in it. */
const NETWORK =
  /^AWS::(?:EC2::(?:CustomerGateway|DHCPOptions|EIP|EgressOnlyInternetGateway|FlowLog|InternetGateway|IPAM.*|NatGateway|NetworkAcl.*|PrefixList|Route.*|SecurityGroup.*|Subnet.*|TransitGateway.*|VPC.*|VPNGateway.*)|IAM::.+|KMS::.+|Logs::.+|SSM::Parameter)$/;

/**
 * Whether all that uses the subnets of a tier is at hand: what a lost zone does to it is then said
 * of each by itself, with the level that it has for it. A template of nothing but a network is there
 * for others.
 */
function saysItself(graph: ResourceGraph, subnets: readonly ResourceNode[]): boolean {
  return (
    !subnets.some((subnet) => isExported(graph, subnet)) &&
    subnets.some(({ stack }) => typesOf(stack).some((type) => !NETWORK.test(type)))
  );
}

/** Also of what a condition leaves out: a network is there for it. */
function typesOf({ template }: TemplateStack): readonly string[] {
  const resources = template.body.Resources;
  return Object.values(resources ?? {}).map((raw) => String((raw as { Type?: unknown }).Type));
}

/** Subnets with routes of one kind are of one tier. */
function tierOf(graph: ResourceGraph, subnet: ResourceNode): string {
  const table = routeTableOf(graph, subnet);
  if (table === undefined) return 'unrouted';
  const routes = routesOf(graph, table);
  // A gateway that is not known is most likely that of the internet.
  if (routes.some((route) => isInternetRoute(graph, route) !== false)) return 'public';
  return routes.some((route) => isDefaultRoute(graph, route)) ? 'private' : 'isolated';
}

/** Whether everything goes out by a route: to a NAT gateway, a NAT instance, another network. */
function isDefaultRoute(graph: ResourceGraph, route: ResourceNode): boolean {
  const isAnywhere = (property: string) =>
    ['0.0.0.0/0', '::/0'].includes(textOf(graph, route, property, '') ?? '::/0');
  return isAnywhere('DestinationCidrBlock') || isAnywhere('DestinationIpv6CidrBlock');
}
