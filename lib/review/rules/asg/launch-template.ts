import { AUTO_SCALING_GROUP } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-9',
  consequence: 'there is no version to go back to, and no second instance type',
  title: 'An Auto Scaling group launches from a launch template',
  rationale:
    'Launch configurations get no new instance types and no versions: there is nothing to roll back to, and no second type when one runs out.',
  severity: 'warning',
  fix: 'Replace LaunchConfigurationName or InstanceId by LaunchTemplate or MixedInstancesPolicy.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-asg-from-instance.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    const isSet = (name: string) => graph.get(group, name).kind !== 'absent';
    // From an instance, EC2 Auto Scaling makes a launch configuration as well.
    const old = ['LaunchConfigurationName', 'InstanceId'].find(isSet);
    if (old !== undefined) {
      return fail(`${old} is set, expected LaunchTemplate`, { property: [old] });
    }
    const found = ['LaunchTemplate', 'MixedInstancesPolicy'].find(isSet);
    return found === undefined
      ? fail('it has no launch template', { property: ['LaunchTemplate'] })
      : pass(`${found} is set`, { property: [found] });
  },
};
