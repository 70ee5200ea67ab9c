import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** The log of a function of the schema: why a deployment has failed, for as long as anybody asks. */
export function functionLog(
  scope: Construct,
  id: string,
  encryptionKey: kms.IKey,
  removalPolicy: RemovalPolicy,
): logs.LogGroup {
  return new logs.LogGroup(scope, id, {
    encryptionKey,
    retention: logs.RetentionDays.THREE_MONTHS,
    removalPolicy,
  });
}

/** The role of a function, with one managed policy: compliance packs accept no inline ones. */
export class SchemaFunctionRole extends Construct {
  /** Nothing joins it: the grants of the CDK would be wider. */
  readonly role: iam.IRole;

  private constructor(
    scope: Construct,
    id: string,
    logGroup: logs.ILogGroup,
    statements: readonly iam.PolicyStatement[],
  ) {
    super(scope, id);
    const role = new iam.Role(this, 'Resource', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    new iam.ManagedPolicy(this, 'Policy', {
      description: 'What a function of the schema of the database may do',
      roles: [role],
      statements: [
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
        ...statements,
      ],
    });
    this.role = role.withoutPolicyUpdates();
  }

  /** For a function in a VPC that reads a secret. */
  static inVpc(
    scope: Construct,
    id: string,
    logGroup: logs.ILogGroup,
    { secret, key }: { readonly secret: ISecret; readonly key: kms.IKey },
  ): SchemaFunctionRole {
    const { region } = Stack.of(scope);
    const role = new SchemaFunctionRole(scope, id, logGroup, [
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
      allow(
        [
          'ec2:AssignPrivateIpAddresses',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:UnassignPrivateIpAddresses',
        ],
        ['*'],
      ),
      // An ARN that names no version of a secret lacks the hyphen and six characters at its end.
      allow(
        ['secretsmanager:GetSecretValue'],
        [secret.secretFullArn ?? `${secret.secretArn}-??????`],
      ),
      new iam.PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` },
        },
      }),
    ]);
    acknowledge(
      role,
      'Lambda makes the network interfaces of a function in a VPC with these actions, and AWS’s own policy has them on all resources: what comes to be is known to Lambda alone',
      'AwsSolutions-IAM5[Resource::*]',
    );
    return role;
  }

  /** For the function that answers CloudFormation. */
  static invoking(
    scope: Construct,
    id: string,
    logGroup: logs.ILogGroup,
    invoked: lambda.IFunction,
  ): SchemaFunctionRole {
    return new SchemaFunctionRole(scope, id, logGroup, [
      // It waits for a function that is not active yet.
      allow(['lambda:GetFunction', 'lambda:InvokeFunction'], [invoked.functionArn]),
    ]);
  }
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}
