import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/**
 * A role that AWS Backup assumes, with the policies that AWS maintains for the purpose.
 *
 * The service only assumes roles that a principal of this account passes to a plan of this account:
 * there is no confused deputy for conditions to keep out.
 *
 * @param policies the names of AWS managed policies, with their path
 */
export function backupRole(
  scope: Construct,
  id: string,
  description: string,
  policies: readonly string[],
): iam.IRole {
  const role = new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal('backup.amazonaws.com'),
    description,
    managedPolicies: policies.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
  acknowledge(
    role,
    'AWS changes these policies with what its Backup service needs; a copy that falls behind makes backups or restores fail: https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html',
    ...policies.map(
      (name) => `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
    ),
  );
  return role;
}
