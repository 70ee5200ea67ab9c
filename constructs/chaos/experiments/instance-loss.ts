import { type Experiment, onInstances, runningInstances, USERS_UNHURT } from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';

/**
 * Several of the running instances, in any zone, are stopped at once: a bad host, a bad rack, a bad
 * deployment. The groups replace what is stopped.
 *
 * @param count how many of those that run: a third is what a Region of three zones can do without;
 *   more than five take a raised quota of AWS FIS
 */
export function instanceLoss(count: number): Experiment {
  return {
    name: 'instance-loss',
    hypothesis: `The remaining instances carry the load when ${count} of them stop at once, with nothing launched; the groups then replace the others.`,
    steadyState: USERS_UNHURT,
    preconditions: [
      'Each group holds its minimum, healthy in all Availability Zones.',
      withinQuota('aws:ec2:stop-instances', count),
    ],
    targets: { instances: runningInstances(`COUNT(${count})`) },
    actions: {
      stop: {
        actionId: 'aws:ec2:stop-instances',
        description: `Stops ${count} of the instances; their groups terminate and replace them`,
        targets: { Instances: 'instances' },
      },
    },
    permissions: onInstances('ec2:StopInstances'),
  };
}
