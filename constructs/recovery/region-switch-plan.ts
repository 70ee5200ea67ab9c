import { CfnPlan } from 'aws-cdk-lib/aws-arcregionswitch';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { type Duration, Fn, Lazy, Stack } from 'aws-cdk-lib/core';
import type {
  aws_autoscaling as autoscalingInterfaces,
  aws_cloudwatch as cloudwatch,
  aws_iam as iamInterfaces,
  aws_rds as rds,
} from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { AuroraCluster } from '../database/index.ts';
import { resourceBehind } from '../inputs/resource.ts';
import { validateProps } from '../validation.ts';
import type { ComputeScaling } from './compute-scaling.ts';
import { type ScaledGroup, workflowProperty } from './execution-blocks.ts';
import { ExecutionRole } from './execution-role.ts';
import { associatedAlarms, type RecoveryTrigger, triggers } from './plan-alarms.ts';
import type { RecoveryApproach } from './recovery-approach.ts';
import { type RecoveryWorkflow, recoveryWorkflows } from './recovery-workflow.ts';
import { regionSwitchRules } from './region-switch-rules.ts';
import { groupArn } from './resource-arns.ts';

/** Properties of a {@link RegionSwitchPlan}. */
export interface RegionSwitchPlanProps {
  /** The name of the plan: 1 to 32 letters, digits and hyphens. It cannot be changed. */
  readonly name: string;

  /** The two Regions, and what they are to each other. It cannot be changed. */
  readonly approach: RecoveryApproach;

  /**
   * Within which the service has to be back, 1 minute to a week. It has to be longer than the timeouts
   * of the steps that follow each other: an execution that hangs waits for a person, who needs to be
   * asked while the objective can still be met.
   *
   * @default - none is stated
   */
  readonly recoveryTimeObjective?: Duration | undefined;

  /** The record that moves: its zone, its name, and how long the step may take. */
  readonly traffic: RecoveryTraffic;

  /**
   * The global database to promote.
   *
   * @default - the Regions share no database
   */
  readonly database?: RecoveryDatabase | undefined;

  /**
   * The Auto Scaling groups to scale, and whether traffic waits for them; only where one Region stands
   * by for the other.
   *
   * @default - each Region has the instances that it needs
   */
  readonly compute?: ComputeScaling | undefined;

  /**
   * Whose confirmation a workflow that moves the service begins with.
   *
   * @default - none: who executes the plan has decided
   */
  readonly approval?: RecoveryApproval | undefined;

  /**
   * By Region, the alarm that is in alarm while users cannot be served from it. From these Region
   * switch tells how long a recovery really took.
   *
   * @default - it cannot tell
   */
  readonly alarms?: Readonly<Record<string, cloudwatch.IAlarmRef>> | undefined;

  /**
   * By Region, an alarm of another Region that is in alarm while this one cannot be reached from there,
   * such as that of a `Canary`. What a Region reports of itself may be missing while it is lost, as its
   * metrics were on 2021-12-07 in us-east-1 (https://aws.amazon.com/message/12721/); a `trigger`
   * follows either witness.
   *
   * @default - none: each Region is judged by itself alone
   */
  readonly outsideAlarms?: Readonly<Record<string, cloudwatch.IAlarmRef>> | undefined;

  /**
   * Executes the plan without a person, when an alarm of one Region is red, from inside or from
   * outside, and the other Region's own is green.
   *
   * @default - a person decides: to leave a Region that is about to return costs more than to wait
   */
  readonly trigger?: RecoveryTrigger | undefined;

  /**
   * Where Region switch puts a report of each execution when it has ended: its events, the plan, and
   * the states of the alarms
   * (https://docs.aws.amazon.com/arc-region-switch/latest/api/API_ReportConfiguration.html). In this
   * account.
   *
   * @default - none; the events of an execution can be listed
   */
  readonly reportBucket?: s3.IBucket | undefined;
}

/** Where traffic moves. */
export interface RecoveryTraffic {
  /** The public hosted zone, given by id: `HostedZone.fromHostedZoneAttributes`. */
  readonly zone: route53.IHostedZone;
  /** The global name, whose records have the Regions' codes as their set identifiers. */
  readonly recordName: string;
  /**
   * After how long the execution waits for a person, in whole minutes.
   *
   * @default Duration.minutes(2) - a health check changes its state in seconds; a minute is the unit,
   *   and a single one leaves no margin
   */
  readonly timeout?: Duration;
}

/** Which database is promoted. */
export interface RecoveryDatabase {
  /**
   * The identifier of the global database. Of an `AuroraCluster` it is the `name`, by which its clusters
   * are found as well.
   */
  readonly name: string;
  /**
   * The cluster in each Region, by Region: of this app, or imported in a stack of that Region.
   *
   * @default - those that an `AuroraCluster` of this name has, without a reference to their stacks
   */
  readonly clusters?: Readonly<Record<string, rds.IDBClusterRef>>;
  /**
   * After how long the execution waits for a person, in whole minutes. That does not cancel the
   * promotion: Aurora goes on.
   *
   * @default - 10 minutes, and 8 where both Regions serve and traffic moves meanwhile: a promotion
   *   takes minutes, and an execution that pauses during one holds up the traffic that waits for it
   *   (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html)
   */
  readonly timeout?: Duration;
}

/** Who approves. */
export interface RecoveryApproval {
  /** The role of those who may approve: see `RegionSwitchPlan.grantApprove`. */
  readonly role: iamInterfaces.IRoleRef;
  /**
   * How long they have, in whole minutes. It counts towards the objective.
   *
   * @default Duration.minutes(5) - for someone who is awake and expects the question
   */
  readonly timeout?: Duration;
}

/**
 * Defines how a service moves between two Regions: an ARC Region switch plan.
 *
 * It guarantees that
 *
 * - executing it needs no control plane outside of the Region being activated: Region switch has a
 *   data plane in each Region, which holds the plan and calls what the steps need in that Region
 *   alone; `recoveryCalls` lists the calls. The control plane of Region switch, in us-east-1, is
 *   needed to change the plan only
 *   (https://docs.aws.amazon.com/r53recovery/latest/dg/data-and-control-planes-rs.html);
 * - the database is switched over without loss, unless the execution is declared ungraceful, and
 *   then failed over;
 * - steps that do not need each other run in parallel, and an execution that hangs waits for a person
 *   before the objective is over;
 * - Region switch compares the quotas of both Regions once a day and warns of a lower one
 *   (https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-service-quota-checks.html);
 * - traffic moves last, and by the state of health checks: no record is edited
 *   (https://docs.aws.amazon.com/r53recovery/latest/dg/route53-health-check-block.html);
 * - its role can do what the steps need, on the resources of this plan.
 *
 * Region switch creates the health checks, and the records have to hold them: `healthCheckId`.
 *
 * Define it in a stack of its own kind, such as the one in us-east-1 that holds the record: it reads
 * the ARNs of groups and alarms from the stacks of both Regions when it is deployed, and no stack of
 * a Region may need it.
 *
 * @throws Error that lists every mistake in the props
 */
export class RegionSwitchPlan extends Construct {
  /** The plan. */
  readonly plan: CfnPlan;

  /** The role as which the plan is executed. */
  readonly executionRole: iam.IRole;

  /** What the plan does, as plain data: steps, order, timeouts, and what to do if one fails. */
  readonly workflows: readonly RecoveryWorkflow[];

  readonly #regions: readonly string[];

  constructor(scope: Construct, id: string, props: RegionSwitchPlanProps) {
    super(scope, id);
    validateProps(this, props, regionSwitchRules(this));
    const {
      name,
      approach,
      traffic,
      compute,
      approval,
      alarms = {},
      outsideAlarms = {},
      trigger,
      reportBucket,
    } = props;
    const { regions } = approach;
    const database = props.database && {
      name: props.database.name,
      clusterArns: clusterArns(this, props.database, regions),
    };
    const tiers = scaledGroups(regions, compute);

    this.#regions = regions;
    this.workflows = recoveryWorkflows(props);
    const execution = new ExecutionRole(this, 'ExecutionRole', {
      hostedZoneArn: traffic.zone.hostedZoneArn,
      database,
      groupArns: [...tiers.values()].flat().map(({ arn }) => arn),
      alarms: [alarms, outsideAlarms].flatMap((each) => Object.values(each)),
      reportBucket,
    });
    this.executionRole = execution.role;
    // The CDK has no L2s of Region switch.
    this.plan = new CfnPlan(this, 'Resource', {
      name,
      description: `Moves ${traffic.recordName} between ${regions.join(' and ')}`,
      executionRole: execution.role.roleArn,
      recoveryApproach: approach.name,
      primaryRegion: regions[0],
      regions: [...regions],
      recoveryTimeObjectiveMinutes: props.recoveryTimeObjective?.toMinutes(),
      associatedAlarms: associatedAlarms(alarms, outsideAlarms, trigger),
      triggers: trigger && triggers(approach, trigger, outsideAlarms),
      // Said, since an update that leaves it out keeps what the plan had.
      serviceQuotaChecksEnabled: true,
      reportConfiguration: reportBucket && {
        reportOutput: [
          {
            s3Configuration: {
              bucketPath: reportBucket.bucketName,
              bucketOwner: Stack.of(this).account,
            },
          },
        ],
      },
      workflows: this.workflows.map((workflow) =>
        workflowProperty(workflow, {
          regions,
          hostedZoneId: traffic.zone.hostedZoneId,
          recordName: traffic.recordName,
          database,
          tiers,
          approvalRoleArn: approval?.role.roleRef.roleArn,
        }),
      ),
    });
    this.plan.node.addDependency(execution.policy);
    execution.allowPlan(this.plan, { start: trigger !== undefined });
  }

  /**
   * Lets `grantee` start an execution of the plan, watch it, and cancel it. It asks Region switch in the
   * Region that takes over.
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_arc-region-switch.html
   */
  grantExecute(grantee: iam.IGrantable): iam.Grant {
    return this.#grant(grantee, [
      'StartPlanExecution',
      'GetPlanInRegion',
      'GetPlanExecution',
      'ListPlanExecutions',
      'ListPlanExecutionEvents',
      'CancelPlanExecution',
    ]);
  }

  /** Lets `grantee` approve steps, or deny them: the role of `approval` needs it. */
  grantApprove(grantee: iam.IGrantable): iam.Grant {
    return this.#grant(grantee, ['ApprovePlanExecutionStep', 'GetPlanExecution']);
  }

  #grant(grantee: iam.IGrantable, actions: readonly string[]): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `arc-region-switch:${action}`),
      resourceArns: [this.plan.attrArn],
    });
  }

  /**
   * The id of the health check that gates a Region's record.
   *
   * While one Region stands by, its check is unhealthy and the other's is healthy, until the plan
   * turns them round: the primary's record holds its check, and the last resort none, or nothing
   * could take over without the plan. Where both Regions serve, both checks are healthy and both
   * records hold theirs. README.md says how they go together with checks of the endpoint.
   *
   * CloudFormation returns the checks as a list of `ZONE:RECORD:REGION:ID`, in no documented order,
   * so the id is found by its Region. A deployment fails if it is not found.
   *
   * @throws Error when the Region is not one of the plan's
   */
  healthCheckId(region: string): string {
    if (!this.#regions.includes(region)) {
      throw new Error(
        `${this.node.path}: 'region' must be one of ${this.#regions.join(' and ')}, got ${region}`,
      );
    }
    const checks = Fn.join('|', this.plan.attrPlanHealthChecks);
    const fromId = Fn.select(1, Fn.split(`:${region}:`, checks));
    return Fn.select(0, Fn.split('|', fromId));
  }
}

function clusterArns(
  scope: Construct,
  { name, clusters }: RecoveryDatabase,
  regions: readonly string[],
): string[] {
  return regions.map(
    (region) =>
      clusters?.[region]?.dbClusterRef.dbClusterArn ??
      AuroraCluster.clusterArn(scope, name, region),
  );
}

function scaledGroups(
  regions: readonly string[],
  compute: ComputeScaling | undefined,
): Map<string, ScaledGroup[]> {
  return new Map(
    Object.entries(compute?.tiers ?? {}).map(([tier, groups]) => [
      tier,
      regions.flatMap((region) => {
        const group = groups[region];
        const arn = group && groupArn(group);
        return group === undefined || arn === undefined
          ? []
          : { arn, waitsForTargets: waitsForTargets(group) };
      }),
    ]),
  );
}

/** Known only at the end of the synthesis: target groups may be attached until then. */
function waitsForTargets(group: autoscalingInterfaces.IAutoScalingGroupRef): string {
  const resource = resourceBehind(group, autoscaling.CfnAutoScalingGroup.isCfnAutoScalingGroup);
  return Lazy.string({
    produce: () =>
      Stack.of(group).resolve(resource?.targetGroupArns)?.length > 0 ? 'enabled' : 'disabled',
  });
}
