import { asBoolean, zonesOfNames, zonesOfSubnets } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-12',
  consequence: 'a lost zone takes targets along, or requests are cut off',
  title: 'A Classic Load Balancer spans zones, balances across them and drains connections',
  rationale:
    'Made by CloudFormation it does neither by default: requests are cut off with every instance that leaves, and a zone with one instance left gets as many as the others.',
  severity: 'warning',
  fix: 'Set CrossZone and ConnectionDrainingPolicy.Enabled to true, and list subnets of at least two Availability Zones.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancing::LoadBalancer'],
  check(balancer, { graph, profile }) {
    const isOn = (...property: readonly string[]) =>
      judge(asBoolean(graph.get(balancer, ...property)), {
        property,
        absent: false,
        holds: (on) => on,
        expected: 'true',
      });
    const subnets = graph.get(balancer, 'Subnets');
    const [place, zones] =
      subnets.kind === 'absent'
        ? ['AvailabilityZones', zonesOfNames(graph, graph.get(balancer, 'AvailabilityZones'))]
        : ['Subnets', zonesOfSubnets(graph, subnets)];
    const floor = profile.floors.availabilityZones;
    const spread = judgeCount(zones, floor, `Availability Zones of ${place}`, {
      property: [place],
    });
    return [
      isOn('CrossZone'),
      isOn('ConnectionDrainingPolicy', 'Enabled'),
      // As for the other load balancers.
      { ...spread, severity: 'error' },
    ];
  },
};
