import { AUTO_SCALING_GROUP } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-9',
  consequence: 'no second instance type can stand in when one runs out',
  title: 'An Auto Scaling group launches from a launch template',
  rationale:
    'A launch configuration has one instance type, and none of the newer ones: a group with one has no other to launch when it runs out. Accounts created since October 2024 cannot create any, so that the group cannot be rebuilt in one.',
  severity: 'info',
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
