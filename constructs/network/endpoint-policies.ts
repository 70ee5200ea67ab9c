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

/**
 * The services whose guides say that their interface endpoints take policies, and what is asked of a
 * request besides its credentials: `own` where each action has a resource that may be another
 * account's, `any` where it acts on the caller's account, or reads documents of AWS.
 *
 * SSM Messages is left out: AWS does not document that its endpoint takes a policy, and one that is
 * refused would stop the deployment of the network.
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-vpc-endpoints.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-and-interface-VPC.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-interface-VPC.html
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-internetwork-traffic-privacy.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
const RESOURCES: Readonly<Record<string, 'own' | 'any'>> = {
  autoscaling: 'any',
  logs: 'own',
  monitoring: 'any',
  secretsmanager: 'own',
  sqs: 'own',
  ssm: 'any',
};

/**
 * What an interface endpoint lets through: requests with credentials of this account, so that nobody
 * takes data out with their own, and where a request names a resource, one of this account. None for
 * a service that is not known to take a policy: its endpoint lets everything through.
 *
 * @param service its name, such as `sqs`
 */
export function interfaceStatements(scope: IConstruct, service: string): iam.PolicyStatement[] {
  const resources = RESOURCES[service];
  if (resources === undefined) return [];
  const { account } = Stack.of(scope);
  return [
    ofAccount('*', {
      'aws:PrincipalAccount': account,
      ...(resources === 'own' && { 'aws:ResourceAccount': account }),
    }),
  ];
}

function ownResources(scope: IConstruct, action: string): iam.PolicyStatement {
  return ofAccount(action, { 'aws:ResourceAccount': Stack.of(scope).account });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function ofAccount(action: string, keys: Readonly<Record<string, string>>): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: [action],
    resources: ['*'],
    conditions: { StringEquals: keys },
  });
}
