import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * What the gateway endpoint of S3 lets through: whatever belongs to this account, which is the service's
 * buckets and the CDK's assets, and Amazon Linux's repositories of the Region.
 *
 * What an instance may do is for its role to say. The endpoint says where data may go: not to a bucket
 * of somebody else, whatever a role or a stolen credential allows there.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function s3Statements(scope: IConstruct): iam.PolicyStatement[] {
  const { partition, region } = Stack.of(scope);
  return [
    ownResources(scope, 's3:*'),
    // `dnf` asks without credentials, so that a condition on who asks would refuse it.
    // https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
    new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: [`arn:${partition}:s3:::al2023-repos-${region}-de612dc2/*`],
    }),
  ];
}

/** What the gateway endpoint of DynamoDB lets through: tables of this account. */
export function dynamoDbStatements(scope: IConstruct): iam.PolicyStatement[] {
  return [ownResources(scope, 'dynamodb:*')];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount */
function ownResources(scope: IConstruct, action: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: [action],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:ResourceAccount': Stack.of(scope).account } },
  });
}
