import type { CfnPlan } from 'aws-cdk-lib/aws-arcregionswitch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { wildcardFindings } from '../wildcard-findings.ts';
import { alarmArn, isMetricAlarm } from './resource-arns.ts';

/** What the plan works on, and so what its role may do. */
export interface ExecutionRoleProps {
  readonly hostedZoneArn: string;
  readonly database: { readonly name: string; readonly clusterArns: readonly string[] } | undefined;
  readonly groupArns: readonly string[];
  readonly alarms: readonly cloudwatch.IAlarmRef[];
  readonly reportBucket: s3.IBucket | undefined;
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
    const wide = [
      ...(policy.document.toJSON().Statement.some(onEverything) ? ['*'] : []),
      ...(props.database === undefined ? [] : clustersOfAccount(this)),
    ];
    if (wide.length > 0) {
      acknowledge(
        policy,
        'these calls only read; AWS documents them for the execution blocks with all resources, and where there are resources to name they are those of this account: https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_execution_blocks.html',
        ...wildcardFindings(policy, wide),
      );
    }
    this.policy = policy;
    if (props.reportBucket !== undefined) this.allowReports(props.reportBucket);
  }

  /** https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_reports.html */
  private allowReports(bucket: s3.IBucket): void {
    const resources = [bucket.arnForObjects('*')];
    const policy = new iam.ManagedPolicy(this, 'Reports', {
      description: 'What the report of an execution needs',
      roles: [this.role],
      statements: [
        allow(['s3:PutObject'], resources),
        ...(bucket.encryptionKey === undefined
          ? []
          : [allow(['kms:Encrypt', 'kms:GenerateDataKey'], [bucket.encryptionKey.keyArn])]),
      ],
    });
    acknowledge(
      policy,
      'Region switch names each report by its execution, in a bucket that holds nothing else',
      ...wildcardFindings(this, resources),
    );
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
  const { hostedZoneArn, database, groupArns, alarms } = props;
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
      allow(['rds:DescribeDBClusters', 'rds:DescribeGlobalClusters'], clustersOfAccount(scope)),
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
      allow(QUOTA_CHECKS, ['*']),
    );
  }
  return [...all, ...readAlarms(alarms)];
}

/**
 * What the two calls may be limited to. A call without a name asks for all clusters of the account, and
 * AWS does not document whether Region switch gives one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
 */
function clustersOfAccount(scope: Construct): string[] {
  return [
    { region: '*', resource: 'cluster' },
    { region: '', resource: 'global-cluster' },
  ].map((part) =>
    Stack.of(scope).formatArn({
      ...part,
      service: 'rds',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
}

/**
 * Region switch compares the quotas that a group's instances count against in both Regions, and warns
 * of a lower one. It may not request the increase: a quota also limits what can be spent, and raising
 * one is a person's decision.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-service-quota-checks.html
 */
const QUOTA_CHECKS = [
  'autoscaling:DescribeLaunchConfigurations',
  'ec2:DescribeInstances',
  'ec2:DescribeLaunchTemplateVersions',
  'servicequotas:GetServiceQuota',
];

/**
 * Metric alarms are read by name. Composite alarms are returned to nobody whose permission is narrower
 * than everything; one that is imported may be of either kind.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
function readAlarms(alarms: readonly cloudwatch.IAlarmRef[]): iam.PolicyStatement[] {
  if (alarms.length === 0) return [];
  const resources = alarms.every(isMetricAlarm) ? alarms.map(alarmArn) : ['*'];
  return [allow(['cloudwatch:DescribeAlarmHistory', 'cloudwatch:DescribeAlarms'], resources)];
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
