import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { wildcardFindings } from '../wildcard-findings.ts';
import type { Experiment, ExperimentPermission } from './experiment.ts';
import { faultInjectionTags } from './fault-injection-tags.ts';

/** Whose experiment, and where its report goes. */
export interface ExperimentRoleProps {
  readonly experiment: Experiment;
  readonly service: string;
  readonly reportBucket: s3.IBucket | undefined;
}

/**
 * The role of one experiment: what its actions need on the service's resources, and nothing of
 * other experiments.
 */
export class ExperimentRole extends Construct {
  readonly role: iam.Role;
  /** What the template has to be created after. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: ExperimentRoleProps) {
    super(scope, id);
    const { experiment, service, reportBucket } = props;
    const { managedPolicies = [] } = experiment;
    this.role = new iam.Role(this, 'Resource', {
      // https://docs.aws.amazon.com/fis/latest/userguide/getting-started-iam-service-role.html
      assumedBy: fis(this),
      description: `Runs the experiment ${experiment.name}`,
      managedPolicies: managedPolicies.map((name) =>
        iam.ManagedPolicy.fromAwsManagedPolicyName(name),
      ),
    });
    if (managedPolicies.length > 0) {
      acknowledge(
        this.role,
        'AWS changes this policy with what its network faults need; what it lets FIS change is limited to what FIS has created, and a copy that falls behind would leave a network disrupted: https://docs.aws.amazon.com/fis/latest/userguide/security-iam-awsmanpol.html',
        ...managedPolicies.map(
          (name) => `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
        ),
      );
    }

    const statements = [...common, ...experiment.permissions].map((permission) =>
      statement(this, permission, service),
    );
    if (reportBucket !== undefined) statements.push(reporting(reportBucket, experiment));
    this.policy = new iam.ManagedPolicy(this, 'Policy', {
      description: `What the experiment ${experiment.name} needs`,
      statements,
      roles: [this.role],
    });
    acknowledge(
      this.policy,
      'an experiment finds its targets when it starts, by tags: what changes them is limited to resources with the tags of this service, and what is not limited reads, delivers logs, or injects a fault that a condition limits',
      ...wildcardFindings(
        this,
        statements.flatMap(({ resources }) => resources),
      ),
    );
  }
}

/**
 * What every experiment needs: to find resources by tags, and to have its log delivered.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html#AWS-logs-infrastructure-CWL
 */
const common: readonly ExperimentPermission[] = [
  { actions: ['tag:GetResources'] },
  {
    actions: [
      'logs:CreateLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:PutResourcePolicy',
    ],
  },
];

/** https://docs.aws.amazon.com/fis/latest/userguide/cross-service-confused-deputy-prevention.html */
function fis(scope: Construct): iam.IPrincipal {
  const stack = Stack.of(scope);
  return new iam.ServicePrincipal('fis.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: {
        'aws:SourceArn': stack.formatArn({
          service: 'fis',
          resource: 'experiment',
          resourceName: '*',
        }),
      },
    },
  });
}

function statement(
  scope: Construct,
  { actions, resources, taggedOnly = false, conditions }: ExperimentPermission,
  service: string,
): iam.PolicyStatement {
  const tags = Object.entries(faultInjectionTags(service)).map(([key, value]) => [
    `aws:ResourceTag/${key}`,
    value,
  ]);
  return new iam.PolicyStatement({
    actions: [...actions],
    resources: resources?.map((components) => Stack.of(scope).formatArn(components)) ?? ['*'],
    conditions: {
      ...conditions,
      ...(taggedOnly && { StringEquals: Object.fromEntries(tags) }),
    },
  });
}

/** https://docs.aws.amazon.com/fis/latest/userguide/experiment-report-configuration.html */
function reporting(bucket: s3.IBucket, { name }: Experiment): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['s3:GetObject', 's3:PutObject'],
    resources: [bucket.arnForObjects(`${name}/*`)],
  });
}
