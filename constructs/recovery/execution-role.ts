import type { CfnPlan } from 'aws-cdk-lib/aws-arcregionswitch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** What the plan works on, and so what its role may do. */
export interface ExecutionRoleProps {
  readonly hostedZoneArn: string;
  readonly database: { readonly name: string; readonly clusterArns: readonly string[] } | undefined;
  readonly groupArns: readonly string[];
  readonly alarmArns: readonly string[];
}

/**
 * The role as which a plan is executed and evaluated: what AWS lists for each execution block, on
 * the resources of this plan.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_execution_blocks.html
 */
export class ExecutionRole extends Construct {
  readonly role: iam.Role;

  /** What the plan has to be created after. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    // As documented, without conditions: Region switch names no source in its requests.
    // https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_trust_policy.html
    this.role = new iam.Role(this, 'Resource', {
      assumedBy: new iam.ServicePrincipal('arc-region-switch.amazonaws.com'),
      description: 'Executes and evaluates a Region switch plan',
    });
    const policy = new iam.ManagedPolicy(this, 'Blocks', {
      description: 'What the steps of the plan need',
      statements: statements(this, props),
      roles: [this.role],
    });
    if (policy.document.toJSON().Statement.some(onEverything)) {
      acknowledge(
        policy,
        'these calls only read, and cannot be limited to single resources; AWS documents them for the execution blocks with all resources: https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_execution_blocks.html',
        'AwsSolutions-IAM5[Resource::*]',
      );
    }
    this.policy = policy;
  }

  /**
   * Lets the plan read itself for its evaluation, and start itself if it has triggers. Its ARN has a
   * suffix that only the created plan knows.
   */
  allowPlan(plan: CfnPlan, options: { readonly start: boolean }): void {
    new iam.ManagedPolicy(this, 'Plan', {
      description: 'What the evaluation of the plan needs',
      roles: [this.role],
      statements: [
        allow(
          [
            'arc-region-switch:GetPlan',
            'arc-region-switch:GetPlanExecution',
            'arc-region-switch:ListPlanExecutions',
            ...(options.start ? ['arc-region-switch:StartPlanExecution'] : []),
          ],
          [plan.attrArn],
        ),
        allow(['iam:SimulatePrincipalPolicy'], [this.role.roleArn]),
      ],
    });
  }
}

function statements(scope: Construct, props: ExecutionRoleProps): iam.PolicyStatement[] {
  const { hostedZoneArn, database, groupArns, alarmArns } = props;
  const all = [allow(['route53:ListResourceRecordSets'], [hostedZoneArn])];
  if (database !== undefined) {
    const globalClusterArn = Stack.of(scope).formatArn({
      service: 'rds',
      region: '',
      resource: 'global-cluster',
      resourceName: database.name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    all.push(
      allow(['rds:DescribeDBClusters', 'rds:DescribeGlobalClusters'], ['*']),
      allow(
        ['rds:FailoverGlobalCluster', 'rds:SwitchoverGlobalCluster'],
        [globalClusterArn, ...database.clusterArns],
      ),
    );
  }
  if (groupArns.length > 0) {
    all.push(
      allow(
        ['autoscaling:DescribeAutoScalingGroups', 'elasticloadbalancing:DescribeTargetHealth'],
        ['*'],
      ),
      allow(['autoscaling:UpdateAutoScalingGroup'], groupArns),
      allow(['cloudwatch:GetMetricStatistics'], ['*'], {
        StringEquals: { 'cloudwatch:namespace': 'AWS/AutoScaling' },
      }),
    );
  }
  if (alarmArns.length > 0) {
    all.push(allow(['cloudwatch:DescribeAlarmHistory', 'cloudwatch:DescribeAlarms'], alarmArns));
  }
  return all;
}

function allow(
  actions: string[],
  resources: readonly string[],
  conditions?: Record<string, Record<string, string>>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions,
    resources: [...resources],
    ...(conditions && { conditions }),
  });
}

function onEverything({ Resource }: { readonly Resource?: unknown }): boolean {
  return Resource === '*';
}
