import type { CfnPlan } from 'aws-cdk-lib/aws-arcregionswitch';
import type { RecoverySwitchStep, RecoveryWorkflow } from './recovery-workflow.ts';

/** A group that a step scales. */
export interface ScaledGroup {
  readonly arn: string;
  /** `enabled` where a load balancer has to find the instances healthy, else `disabled`. */
  readonly waitsForTargets: string;
}

/** The resources that the steps work on. */
export interface BlockResources {
  readonly regions: readonly string[];
  readonly hostedZoneId: string;
  readonly recordName: string;
  readonly database: { readonly name: string; readonly clusterArns: string[] } | undefined;
  /** The two groups of each tier. */
  readonly tiers: ReadonlyMap<string, readonly ScaledGroup[]>;
  readonly approvalRoleArn: string | undefined;
}

/**
 * Where an ungraceful execution moves on with fewer instances than asked for: two thirds are what is
 * left of a Region of three zones without one, and that carries the peak.
 */
const UNGRACEFUL_PERCENT = 66;

/** A workflow as Region switch has it: a stage of several steps is a parallel block. */
export function workflowProperty(
  { action, description, stages }: RecoveryWorkflow,
  resources: BlockResources,
): CfnPlan.WorkflowProperty {
  return {
    workflowTargetAction: action,
    workflowDescription: description,
    steps: stages.map((steps) => stage(steps, resources)),
  };
}

function stage(steps: readonly RecoverySwitchStep[], resources: BlockResources) {
  const blocks = steps.map(
    (step): CfnPlan.StepProperty => ({
      name: step.name,
      description: step.does,
      ...block(step, resources),
    }),
  );
  const [only] = blocks;
  if (only !== undefined && blocks.length === 1) return only;
  return {
    name: steps.map(({ name }) => name).join('-and-'),
    executionBlockType: 'Parallel',
    executionBlockConfiguration: { parallelConfig: { steps: blocks } },
  };
}

/** https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-execution-blocks.html */
function block(
  { action, timeoutMinutes, tier = '' }: RecoverySwitchStep,
  { regions, hostedZoneId, recordName, database, tiers, approvalRoleArn = '' }: BlockResources,
): Pick<CfnPlan.StepProperty, 'executionBlockType' | 'executionBlockConfiguration'> {
  switch (action) {
    case 'approve':
      return {
        executionBlockType: 'ManualApproval',
        executionBlockConfiguration: {
          executionApprovalConfig: { approvalRole: approvalRoleArn, timeoutMinutes },
        },
      };
    case 'promote-database':
      return {
        executionBlockType: 'AuroraGlobalDatabase',
        executionBlockConfiguration: {
          globalAuroraConfig: {
            // Data is lost only in an execution that somebody declared to be ungraceful.
            behavior: 'switchoverOnly',
            ungraceful: { ungraceful: 'failover' },
            globalClusterIdentifier: database?.name ?? '',
            databaseClusterArns: database?.clusterArns ?? [],
            timeoutMinutes,
          },
        },
      };
    case 'scale-compute':
      return {
        executionBlockType: 'EC2AutoScaling',
        executionBlockConfiguration: {
          ec2AsgCapacityIncreaseConfig: {
            asgs: (tiers.get(tier) ?? []).map(({ arn }) => ({ arn })),
            // More than 100 would compound with each round trip.
            targetPercent: 100,
            capacityMonitoringApproach: 'sampledMaxInLast24Hours',
            waitElbTargetGroupHealthy: tiers.get(tier)?.[0]?.waitsForTargets ?? 'disabled',
            ungraceful: { minimumSuccessPercentage: UNGRACEFUL_PERCENT },
            timeoutMinutes,
          },
        },
      };
    case 'shift-traffic':
      return {
        executionBlockType: 'Route53HealthCheck',
        executionBlockConfiguration: {
          route53HealthCheckConfig: {
            hostedZoneId,
            recordName,
            // The records are told apart by their Regions, see RoutingPolicy.
            recordSets: regions.map((region) => ({ region, recordSetIdentifier: region })),
            timeoutMinutes,
          },
        },
      };
  }
}
