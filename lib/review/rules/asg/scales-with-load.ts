import { asNumber } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, isManaged, isSingleton, scalingOfGroup } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-7',
  consequence: 'an unplanned peak overloads the group',
  title: 'An Auto Scaling group grows with its load',
  rationale:
    'A group of fixed size is overloaded by the first peak that nobody planned for, and by what moves to it from elsewhere.',
  severity: 'warning',
  fix: 'Add a target tracking policy, and set MaxSize above MinSize.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html'],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    if (isSingleton(graph, group)) return undefined;
    const minimum = asNumber(graph.get(group, 'MinSize'));
    const maximum = asNumber(graph.get(group, 'MaxSize'));
    if (minimum.state === 'known' && maximum.state === 'known' && maximum.value <= minimum.value) {
      const message = `MaxSize is ${maximum.value}, expected more than MinSize, ${minimum.value}`;
      return fail(message, { property: ['MaxSize'] });
    }
    if (isManaged(graph, group)) return pass('something outside of policies scales the group');
    const { attached, open } = scalingOfGroup(graph, group);
    const evidence = evidenceOf([...attached, ...open], 'scales a group');
    if (attached.length === 0) {
      return open.length === 0
        ? fail('no scaling policy changes the size of the group')
        : unknown('there are scaling policies of which the group is not known', { evidence });
    }
    const sizes = [minimum, maximum].find(({ state }) => state === 'unknown');
    if (sizes?.state === 'unknown') {
      return unknown(`MinSize or MaxSize is not known: ${sizes.reason}`, { property: ['MaxSize'] });
    }
    return pass('the group is scaled', { evidence });
  },
};
