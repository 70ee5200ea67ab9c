import { AUTO_SCALING_GROUP, zonesOfGroup } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-1',
  consequence: 'a lost zone takes the group down',
  title: 'An Auto Scaling group spans several Availability Zones',
  rationale:
    'A group in one zone has no instance left when that zone is impaired, and can launch none.',
  severity: 'error',
  fix: 'List subnets of at least two Availability Zones, better three, in VPCZoneIdentifier.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html'],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph, profile }) {
    const { property, zones } = zonesOfGroup(graph, group);
    const what = `Availability Zones of ${property}`;
    return judgeCount(zones, profile.floors.availabilityZones, what, { property: [property] });
  },
};
