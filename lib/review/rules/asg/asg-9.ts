import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';
import { GROUP } from './shared.ts';

export const asg9: ResourceRule = {
  id: 'HA-ASG-9',
  title: 'An Auto Scaling group launches from a launch template',
  rationale:
    'Launch configurations get no new instance types and no versions: there is nothing to roll back to, and no second type when one runs out.',
  severity: 'warning',
  fix: 'Replace LaunchConfigurationName by LaunchTemplate or MixedInstancesPolicy.',
  wellArchitected: ['REL08-BP05'],
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html'],
  appliesTo: [GROUP],
  check(group, { graph }) {
    const name = 'LaunchConfigurationName';
    return graph.get(group, name).kind === 'absent'
      ? pass('no launch configuration')
      : fail(`${name} is set, expected LaunchTemplate`, { property: [name] });
  },
};
