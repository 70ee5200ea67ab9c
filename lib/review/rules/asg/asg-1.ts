import { zonesOfNames, zonesOfSubnets } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const asg1: ResourceRule = {
  id: 'HA-ASG-1',
  title: 'An Auto Scaling group spans several Availability Zones',
  rationale:
    'A group in one zone has no instance left when that zone is impaired, and can launch none.',
  severity: 'error',
  fix: 'List subnets of at least two Availability Zones, better three, in VPCZoneIdentifier.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html'],
  appliesTo: ['AWS::AutoScaling::AutoScalingGroup'],
  check(group, { graph, profile }) {
    const subnets = graph.get(group, 'VPCZoneIdentifier');
    const [property, zones] =
      subnets.kind === 'absent'
        ? ['AvailabilityZones', zonesOfNames(graph, graph.get(group, 'AvailabilityZones'))]
        : ['VPCZoneIdentifier', zonesOfSubnets(graph, subnets)];
    const what = `Availability Zones of ${property}`;
    return judgeCount(zones, profile.floors.availabilityZones, what, { property: [property] });
  },
};
