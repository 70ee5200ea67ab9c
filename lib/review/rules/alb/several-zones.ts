import { zonesOfSubnets } from '../../../assembly/index.ts';
import { madeInTwoZones, subnetsOfBalancer, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-1',
  consequence: 'a lost zone makes the load balancer unreachable',
  title: 'A load balancer spans several Availability Zones',
  rationale:
    'A load balancer in one zone is unreachable when that zone is impaired, whatever its targets are. Network and Gateway Load Balancers accept one zone without a word.',
  severity: 'error',
  fix: 'List subnets of at least two Availability Zones, better three, in Subnets or SubnetMappings.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph, profile }) {
    const { property, subnets } = subnetsOfBalancer(graph, balancer);
    const what = `Availability Zones of ${property}`;
    const zones = zonesOfSubnets(graph, subnets);
    const isApplication = textOf(graph, balancer, 'Type', 'application') === 'application';
    const counted = isApplication ? madeInTwoZones(zones) : zones;
    return judgeCount(counted, profile.floors.availabilityZones, what, { property: [property] });
  },
};
