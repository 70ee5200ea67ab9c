import {
  AUTO_SCALING_GROUP,
  isManaged,
  isSingleton,
  minimumOfGroup,
  startsEmpty,
  zonesOfGroup,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { isSwitchedOff } from './switched-off.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-2',
  consequence: 'a zone can be empty while the group is at its minimum',
  title: 'An Auto Scaling group has an instance in every Availability Zone at its minimum',
  rationale:
    'With fewer instances than zones, a zone is empty: what is sent there fails, and losing another zone costs more than its share.',
  severity: 'warning',
  fix: 'Set MinSize, and that of scheduled actions, to the number of Availability Zones or more.',
  wellArchitected: ['REL11-BP05'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph, profile }) {
    // What runs there is decided elsewhere, by what there is to do, or is one instance by intent.
    if ([isManaged, isSingleton, startsEmpty].some((is) => is(graph, group))) return undefined;
    const details = { property: ['MinSize'] };
    const minimum = minimumOfGroup(graph, group);
    if (minimum.state === 'unknown') {
      return unknown(`the minimum is not known: ${minimum.reason}`, details);
    }
    const least = minimum.state === 'known' ? minimum.value : 0;
    if (isSwitchedOff(group, least, profile)) return undefined;
    const { min, max } = zonesOfGroup(graph, group).zones;
    const zones = min === max ? `${min}` : `${min} or more`;
    const message = `minimum ${least}, Availability Zones ${zones}`;
    if (least >= max) return pass(message, details);
    if (least < min) return fail(`${message}: expected one instance in each at least`, details);
    return unknown(`${message}: the zones are not known`, details);
  },
};
