import { zonesOfSubnets } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-12',
  consequence: 'a lost zone takes every connection down',
  title: 'An RDS Proxy spans several Availability Zones',
  rationale:
    'A proxy in one zone takes every connection down with it, however many zones the database has.',
  severity: 'error',
  fix: 'List subnets of at least two Availability Zones in VpcSubnetIds.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.howitworks.html'],
  appliesTo: ['AWS::RDS::DBProxy'],
  check(proxy, { graph, profile }) {
    const property = ['VpcSubnetIds'];
    const zones = zonesOfSubnets(graph, graph.get(proxy, ...property));
    const what = 'Availability Zones of VpcSubnetIds';
    return judgeCount(zones, profile.floors.availabilityZones, what, { property });
  },
};
