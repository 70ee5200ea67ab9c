import type { RecoveryApproach } from './recovery-approach.ts';
import type { RecoveryAction, RecoveryWorkflow } from './recovery-workflow.ts';

/** A call that changes something during a recovery. */
export interface RecoveryCall {
  /** The step that makes it. */
  readonly step: string;
  /** The API, as IAM names it. */
  readonly api: string;
  /** Where it is made: a Region's code, or `global` for a data plane that is in all of them. */
  readonly region: string;
  /** Control planes change resources; data planes are what those resources do. */
  readonly plane: 'control' | 'data';
}

/**
 * Which calls a step makes in the Region that it works in.
 *
 * Scaling compares with samples that were taken beforehand, and a health check changes its state by
 * what it finds in this Region: neither asks anything of the Region that is left.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/route53-health-check-block.html
 */
const calls: Readonly<
  Record<RecoveryAction, readonly (readonly [string, RecoveryCall['plane']])[]>
> = {
  approve: [['arc-region-switch:ApprovePlanExecutionStep', 'data']],
  'promote-database': [
    ['rds:SwitchoverGlobalCluster', 'control'],
    ['rds:FailoverGlobalCluster', 'control'],
  ],
  'scale-compute': [['autoscaling:UpdateAutoScalingGroup', 'control']],
  'shift-traffic': [['route53:health check state', 'data']],
};

/**
 * Every call that a workflow makes to change something, and where, when it is executed for a Region.
 *
 * It is started by `arc-region-switch:StartPlanExecution`, in the data plane that Region switch has
 * in each Region (https://docs.aws.amazon.com/r53recovery/latest/dg/data-and-control-planes-rs.html).
 *
 * @param target the Region that is activated or deactivated
 */
export function recoveryCalls(
  approach: RecoveryApproach,
  workflow: RecoveryWorkflow,
  target: string,
): RecoveryCall[] {
  const region = approach.workingRegion(workflow.action, target);
  const start: RecoveryCall = {
    step: 'start',
    api: 'arc-region-switch:StartPlanExecution',
    region,
    plane: 'data',
  };
  const steps = workflow.stages.flat().flatMap(({ name, action }) =>
    calls[action].map(([api, plane]): RecoveryCall => {
      const where = action === 'shift-traffic' ? 'global' : region;
      return { step: name, api, region: where, plane };
    }),
  );
  return [start, ...steps];
}
