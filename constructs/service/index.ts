export {
  azLossFloor,
  cpuTargetPercent,
  type RollingUpdatePace,
  rollingUpdatePace,
} from './capacity.ts';
export type { HttpWorkload, InstanceWorkload } from './instance-workload.ts';
export {
  MultiAzAutoScalingGroup,
  type MultiAzAutoScalingGroupProps,
} from './multi-az-auto-scaling-group.ts';
