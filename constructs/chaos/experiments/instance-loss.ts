import { type Experiment, onInstances, runningInstances, USERS_UNHURT } from '../experiment.ts';

/**
 * A share of the running instances, in any zone, is stopped at once: a bad host, a bad rack, a bad
 * deployment. The groups replace what is stopped.
 *
 * @param percent of all instances, 1 to 100; a third is what a Region of three zones can do without
 */
export function instanceLoss(percent = 33): Experiment {
  return {
    name: 'instance-loss',
    hypothesis: `The remaining instances carry the load when ${percent} % of them stop at once, with nothing launched; the groups then replace the others.`,
    steadyState: USERS_UNHURT,
    preconditions: ['Each group holds its minimum, healthy in all Availability Zones.'],
    targets: { instances: runningInstances(`PERCENT(${percent})`) },
    actions: {
      stop: {
        actionId: 'aws:ec2:stop-instances',
        description: `Stops ${percent} % of the instances; their groups terminate and replace them`,
        targets: { Instances: 'instances' },
      },
    },
    permissions: onInstances('ec2:StopInstances'),
  };
}
