import { AUTO_SCALING_GROUP, scalingOfGroup } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-13',
  consequence: 'a deployment shrinks the group in the middle of a peak',
  title: 'A deployment leaves the size of a scaled group alone',
  rationale:
    'A desired capacity in the template sets a group that has grown back to its first size, in the middle of the peak.',
  severity: 'warning',
  fix: 'Remove DesiredCapacity: the group starts with MinSize, and scaling policies do the rest.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-autoscaling-autoscalinggroup.html#cfn-autoscaling-autoscalinggroup-desiredcapacity',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    const { attached, open } = scalingOfGroup(graph, group);
    if (attached.length === 0 && open.length === 0) return undefined;
    const property = ['DesiredCapacity'];
    // Whatever its value is, each deployment that changes it sets it.
    if (graph.get(group, ...property).kind === 'absent') return pass('no DesiredCapacity');
    const evidence = evidenceOf([...attached, ...open], 'scales the group');
    return attached.length === 0
      ? unknown('there are scaling policies of which the group is not known', {
          property,
          evidence,
        })
      : fail('DesiredCapacity is set, expected to be left to scaling', { property, evidence });
  },
};
