import { asBoolean } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

const PROPERTY = ['AvailabilityZoneImpairmentPolicy', 'ZonalShiftEnabled'];

export const rule: ResourceRule = {
  id: 'HA-ASG-12',
  consequence: 'instances are launched into the zone that traffic has left',
  title: 'An Auto Scaling group takes part in zonal shift',
  rationale:
    'When traffic is shifted away from an impaired zone, a group that does not know goes on launching instances in it.',
  severity: 'info',
  fix: 'Set AvailabilityZoneImpairmentPolicy with ZonalShiftEnabled: true and, which it requires, ImpairedZoneHealthCheckBehavior.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-zonal-shift.html'],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    return judge(asBoolean(graph.get(group, ...PROPERTY)), {
      property: PROPERTY,
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
