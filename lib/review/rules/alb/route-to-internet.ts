import { asList, type Resolved, type ResourceGraph, targetOf } from '../../../assembly/index.ts';
import {
  isInternetRoute,
  routesOf,
  routeTableOf,
  subnetsOfBalancer,
  textOf,
} from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-11',
  consequence: 'a share of all clients gets no answer',
  title: 'An internet-facing load balancer is in subnets with a route to the internet',
  rationale:
    'DNS hands out an address in each zone: that of a subnet without a route to an internet gateway never answers, so a share of all clients gets nothing.',
  severity: 'error',
  fix: 'Use public subnets, or add a default route to an internet gateway to the route tables of these subnets.',
  wellArchitected: ['REL02-BP01'],
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    if (textOf(graph, balancer, 'Type', 'application') === 'gateway') return undefined;
    const scheme = textOf(graph, balancer, 'Scheme', 'internet-facing');
    if (scheme === undefined) return unknown('Scheme is not known', { property: ['Scheme'] });
    if (scheme !== 'internet-facing') return undefined;
    const { property, subnets } = subnetsOfBalancer(graph, balancer);
    const list = asList(subnets);
    if (list.state === 'absent') return undefined;
    if (list.state === 'unknown') {
      return unknown(`${property} is not known: ${list.reason}`, { property: [property] });
    }
    return list.value.map((item, i) => judgeSubnet(graph, item, [property, i]));
  },
};

function judgeSubnet(
  graph: ResourceGraph,
  item: Resolved,
  property: readonly [string, number],
): Verdict {
  const subnet = targetOf(graph, item, ['AWS::EC2::Subnet']);
  if (subnet === undefined) return unknown('the subnet is not known', { property });
  const details = { property, evidence: evidenceOf([subnet], 'subnet') };
  const table = routeTableOf(graph, subnet);
  if (table === undefined) {
    return unknown(`the route table of ${subnet.logicalId} is not known`, details);
  }
  const routes = routesOf(graph, table).map((route) => isInternetRoute(graph, route));
  if (routes.includes(true))
    return pass(`${subnet.logicalId} has a route to the internet`, details);
  return routes.includes(undefined)
    ? unknown(`where ${table.logicalId} leads is not known`, details)
    : fail(`no route of ${table.logicalId} leads to an internet gateway`, details);
}
