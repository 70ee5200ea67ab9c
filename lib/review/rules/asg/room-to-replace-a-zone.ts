import { asNumber, type ResourceNode } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, isSingleton, zonesOfGroup } from '../../../aws/index.ts';
import type { Context, ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { judgeVolumes } from './volumes.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-8',
  consequence: 'the instances of a lost zone cannot be replaced elsewhere',
  title: 'An Auto Scaling group can replace the instances of a lost zone',
  rationale:
    'Instances of an impaired zone whose health checks do not fail still count, and a zonal shift may leave even those that fail: without room above the minimum nothing can be launched for them in the other zones. Without leave to use the key of the volumes nothing can be launched at all.',
  severity: 'warning',
  fix: 'Raise MaxSize to MinSize and the share of one Availability Zone, or more; let the service-linked role of Auto Scaling use the key, and create grants for it.',
  wellArchitected: ['REL07-BP02'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.ec2-auto-scaling-groups.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, context) {
    const room = isSingleton(context.graph, group) ? [] : [judgeRoom(group, context)];
    const verdicts = [...room, ...judgeVolumes(context.graph, group)];
    return verdicts.length > 0 ? verdicts : undefined;
  },
};

function judgeRoom(group: ResourceNode, { graph }: Context): Verdict {
  const details = { property: ['MaxSize'] };
  const minimum = asNumber(graph.get(group, 'MinSize'));
  const maximum = asNumber(graph.get(group, 'MaxSize'));
  if (minimum.state !== 'known' || maximum.state !== 'known') {
    return unknown('MinSize or MaxSize is not known', details);
  }
  const { zones } = zonesOfGroup(graph, group);
  const share = (count: number) =>
    Math.max(Math.min(1, minimum.value), Math.ceil(minimum.value / Math.max(1, count)));
  const room = maximum.value - minimum.value;
  const message = `room for ${room} beyond the minimum of ${minimum.value}`;
  if (room >= share(zones.min)) return pass(message, details);
  const wanted = `${message}, expected ${share(zones.max)}`;
  // That a group does not grow at all is for HA-ASG-7.
  const severity = room <= 0 ? 'info' : undefined;
  return room < share(zones.max)
    ? fail(wanted, { ...details, severity })
    : unknown(`${wanted} or more: the zones are not known`, details);
}
