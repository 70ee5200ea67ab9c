import { type Experiment, onInstances, runningInstances, USERS_UNHURT } from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';

/**
 * One running instance, chosen at random, is terminated: what Chaos Monkey does, and what happens
 * to any instance some day. Small enough for every working day.
 */
export function randomInstanceTermination(): Experiment {
  return {
    name: 'random-instance-termination',
    hypothesis:
      'The load balancer stops sending requests to a terminated instance, its workers return their message to the queue, and the group replaces it.',
    steadyState: USERS_UNHURT,
    preconditions: [
      'Each group has more instances than it needs for the present load.',
      withinQuota('aws:ec2:terminate-instances'),
    ],
    targets: { instance: runningInstances('COUNT(1)') },
    actions: {
      terminate: {
        actionId: 'aws:ec2:terminate-instances',
        description: 'Terminates one instance',
        targets: { Instances: 'instance' },
      },
    },
    permissions: onInstances('ec2:TerminateInstances'),
  };
}
