import type { Duration } from 'aws-cdk-lib/core';
import type { ComputeScaling } from './compute-scaling.ts';
import type { RecoveryApproach } from './recovery-approach.ts';
import { STEP_MINUTES } from './step-minutes.ts';

/** What a step does. The words are those of the plans of a Regional recovery. */
export type RecoveryAction = 'approve' | 'promote-database' | 'scale-compute' | 'shift-traffic';

/** One step of a workflow, as plain data: what runbooks and reviews are made from. */
export interface RecoverySwitchStep {
  /** Its name in the plan, unique in the workflow. */
  readonly name: string;
  /** What kind of step it is. */
  readonly action: RecoveryAction;
  /**
   * After how long the execution pauses and waits for a person, in minutes. It is no estimate of how
   * long the step takes, and it cancels nothing: what the step has begun goes on behind it.
   */
  readonly timeoutMinutes: number;
  /** What it does, in a sentence. */
  readonly does: string;
  /** What a person does when it fails. */
  readonly whenItFails: string;
  /** The tier that it scales; undefined for every other action. */
  readonly tier?: string;
}

/** A workflow of a Region switch plan, as plain data. */
export interface RecoveryWorkflow {
  /** What happens to the Region for which the plan is executed. */
  readonly action: 'activate' | 'deactivate';
  /** When it is used. */
  readonly description: string;
  /** The stages, one after the other; the steps of a stage run in parallel. */
  readonly stages: readonly (readonly RecoverySwitchStep[])[];
}

/** What the workflows follow from: the part of the plan's props that names no resource. */
export interface RecoveryWorkflowOptions {
  /** The two Regions and their roles. */
  readonly approach: RecoveryApproach;
  /** The global database. */
  readonly database?: { readonly name: string; readonly timeout?: Duration } | undefined;
  /** The groups to scale. */
  readonly compute?: Pick<ComputeScaling, 'gatesTraffic' | 'tiers' | 'timeout'> | undefined;
  /** The record that moves. */
  readonly traffic: { readonly recordName: string; readonly timeout?: Duration };
  /** The approval that the workflow begins with. */
  readonly approval?: { readonly timeout?: Duration } | undefined;
}

/**
 * The workflows of a plan, in the order in which they are used.
 *
 * Steps that do not need each other run in parallel; traffic moves when there is a writer and, where
 * none run yet, instances. Where both Regions serve, the remaining one already does: traffic leaves
 * the other at once, and does not wait for the writer.
 */
export function recoveryWorkflows(options: RecoveryWorkflowOptions): RecoveryWorkflow[] {
  const approve = options.approval ? [approval(options.approval)] : [];
  const promote = options.database ? [promotion(options.database, options.approach)] : [];
  const scale = options.compute ? scaling(options.compute) : [];
  const shift = [trafficShift(options.traffic)];
  const gated = options.compute?.gatesTraffic ?? false;

  if (options.approach.name === 'activePassive') {
    return [
      workflow('activate', 'Moves the service into this Region: failover, and later failback', [
        approve,
        gated ? [...promote, ...scale] : promote,
        gated ? shift : [...shift, ...scale],
      ]),
    ];
  }
  return [
    workflow('deactivate', 'Takes this Region out; the other one keeps serving', [
      approve,
      [...promote, ...shift],
    ]),
    workflow('activate', 'Takes this Region back in; the writer stays where it is', [shift]),
  ];
}

/**
 * After how many minutes a workflow has ended, or waits for a person, at the latest: of parallel steps
 * the longest timeout counts. It is a bound on waiting unnoticed, not the time that a recovery takes.
 */
export function criticalPathMinutes({ stages }: RecoveryWorkflow): number {
  return stages.reduce((total, steps) => total + stageMinutes(steps), 0);
}

/** The same for a stage. */
export function stageMinutes(steps: readonly RecoverySwitchStep[]): number {
  return Math.max(0, ...steps.map(({ timeoutMinutes }) => timeoutMinutes));
}

function workflow(
  action: RecoveryWorkflow['action'],
  description: string,
  stages: RecoveryWorkflow['stages'],
): RecoveryWorkflow {
  return { action, description, stages: stages.filter((steps) => steps.length > 0) };
}

function approval({ timeout }: { timeout?: Duration }): RecoverySwitchStep {
  return {
    name: 'approve',
    action: 'approve',
    timeoutMinutes: timeout?.toMinutes() ?? STEP_MINUTES.approval,
    does: 'Waits until a person with the approval role has confirmed that the Region shall be switched.',
    whenItFails:
      'Nothing has changed yet. If nobody could approve in time, execute the plan again and approve it.',
  };
}

function promotion(
  { name, timeout }: NonNullable<RecoveryWorkflowOptions['database']>,
  { name: approach }: RecoveryApproach,
): RecoverySwitchStep {
  const inParallel = approach === 'activeActive';
  const { promotion: alone, promotionBesideTraffic } = STEP_MINUTES;
  const limit = inParallel ? promotionBesideTraffic : alone;
  return {
    name: 'promote-database',
    action: 'promote-database',
    timeoutMinutes: timeout?.toMinutes() ?? limit,
    does: `Makes this Region's cluster the writer of the global database ${name}: in a graceful execution by a switchover, which loses nothing and needs both Regions; in an ungraceful one by a failover, which loses what had not been replicated.`,
    whenItFails: `A timeout has not cancelled the promotion: it goes on. Look at the global database in this Region (aws rds describe-global-clusters --global-cluster-identifier ${name}). While its status is failing-over or switching-over, wait, and skip the step once the writer is here. If a switchover hangs because the other Region does not answer, change the step to ungraceful.`,
  };
}

function scaling({
  gatesTraffic,
  tiers,
  timeout,
}: Pick<ComputeScaling, 'gatesTraffic' | 'tiers' | 'timeout'>) {
  return Object.keys(tiers).map(
    (tier): RecoverySwitchStep => ({
      name: `scale-${tier}`,
      action: 'scale-compute',
      tier,
      timeoutMinutes: timeout.toMinutes(),
      does: `Raises the ${tier} group of this Region to what the other Region's had at most in the last 24 hours, and waits until its instances serve. ${gatesTraffic ? 'Traffic waits for it.' : 'Traffic does not wait for it.'}`,
      whenItFails: `Look at the group's activities for what could not be launched. Lacks this Region capacity, then add instance types or zones, or skip the step and shed load. Once the service is back, set the group's minimum to what its template says: Region switch has raised it.`,
    }),
  );
}

function trafficShift({
  recordName,
  timeout,
}: RecoveryWorkflowOptions['traffic']): RecoverySwitchStep {
  return {
    name: 'shift-traffic',
    action: 'shift-traffic',
    timeoutMinutes: timeout?.toMinutes() ?? STEP_MINUTES.shift,
    does: `Changes the state of the plan's health checks, by which the records of ${recordName} are chosen: no record is edited. Resolvers follow within their 60 seconds.`,
    whenItFails: `Ask the name servers what they answer (dig ${recordName}): when they answer as they should, skip the step, otherwise cancel the execution and start it again. The endpoint health checks move clients out of a Region that does not answer without it.`,
  };
}
