export { type RecoveryCall, recoveryCalls } from './api-calls.ts';
export { ComputeScaling, type ComputeScalingOptions } from './compute-scaling.ts';
export type { RecoveryTrigger } from './plan-alarms.ts';
export { blockedWindows, type Day, type PracticeHours } from './practice-hours.ts';
export { RecoveryApproach } from './recovery-approach.ts';
export {
  criticalPathMinutes,
  type RecoveryAction,
  type RecoverySwitchStep,
  type RecoveryWorkflow,
  type RecoveryWorkflowOptions,
  recoveryWorkflows,
} from './recovery-workflow.ts';
export {
  type RecoveryApproval,
  type RecoveryDatabase,
  type RecoveryTraffic,
  RegionSwitchPlan,
  type RegionSwitchPlanProps,
} from './region-switch-plan.ts';
export { ZonalAutoshift, type ZonalAutoshiftProps } from './zonal-autoshift.ts';
