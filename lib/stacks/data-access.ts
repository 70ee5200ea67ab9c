import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { ArnFormat, Stack, Token } from 'aws-cdk-lib/core';
import { acknowledge } from '../../constructs/acknowledge.ts';
import type { MultiAzAutoScalingGroup } from '../../constructs/service/index.ts';
import { ReplicatedBucket } from '../../constructs/storage/index.ts';
import type { Plan } from '../strategies/index.ts';
import { type DataStack, databaseUser, sessionTableName } from './data-stack.ts';

/** Lets instances use the Region's data, over the network and by IAM. */
export function allowDataAccess(
  group: MultiAzAutoScalingGroup,
  plan: Plan,
  key: kms.IKey,
  data: DataStack,
): void {
  // As a database user of their own: instances never see the master user's password.
  data.database.cluster.grantConnect(group, databaseUser);
  data.cache.grantConnect(group);
  group.connections.allowToDefaultPort(data.database);
  group.connections.allowToDefaultPort(data.cache);

  const stack = Stack.of(group);
  const bucketArn = `arn:${stack.partition}:s3:::${ReplicatedBucket.bucketName(group, stack.region, plan.name)}`;
  for (const statement of statements(stack, plan, key, data, bucketArn)) {
    group.role.addToPrincipalPolicy(statement);
  }
  // As cdk-nag prints what is not known before the deployment.
  const shown = (value: string, name: string) => (Token.isUnresolved(value) ? name : value);
  const shownArn = bucketArn
    .replace(stack.account, shown(stack.account, '<AWS::AccountId>'))
    .replace(stack.partition, shown(stack.partition, '<AWS::Partition>'));
  acknowledge(
    group.role,
    'The keys of the objects are the workload’s own; the bucket is the service’s own as well.',
    `AwsSolutions-IAM5[Resource::${shownArn}/*]`,
  );
}

/**
 * What IAM has to allow: items, objects and messages, and the key through the services that hold
 * them. The L2s' grants would give more, since they cover whole families of actions.
 */
function statements(
  stack: Stack,
  plan: Plan,
  key: kms.IKey,
  data: DataStack,
  bucketArn: string,
): iam.PolicyStatement[] {
  const table = stack.formatArn({
    service: 'dynamodb',
    resource: 'table',
    resourceName: sessionTableName(plan),
  });
  return [
    new iam.PolicyStatement({
      sid: 'Configuration',
      actions: ['ssm:GetParameter', 'ssm:GetParameters'],
      resources: data.parameterNames.map((parameterName) =>
        // The name begins with the slash that separates it from `parameter`.
        stack.formatArn({ service: 'ssm', resource: `parameter${parameterName}` }),
      ),
    }),
    new iam.PolicyStatement({
      sid: 'Objects',
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resources: [`${bucketArn}/*`],
    }),
    new iam.PolicyStatement({
      sid: 'ObjectList',
      actions: ['s3:ListBucket'],
      resources: [bucketArn],
    }),
    new iam.PolicyStatement({
      sid: 'Sessions',
      actions: [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ],
      resources: [table],
    }),
    new iam.PolicyStatement({
      sid: 'Send',
      actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
      resources: [data.queue.queue.queueArn],
    }),
    new iam.PolicyStatement({
      sid: 'ConfigurationByPath',
      actions: ['ssm:GetParametersByPath'],
      // It is the path that is asked for which has to be allowed.
      resources: [stack.formatArn({ service: 'ssm', resource: `parameter/${plan.name}` })],
    }),
    ...ownSecrets(stack, plan),
    new iam.PolicyStatement({
      sid: 'DataKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': [
            'dynamodb',
            's3',
            'sqs',
            ...(hasSecrets(plan) ? ['secretsmanager'] : []),
          ].map((service) => `${service}.${stack.region}.amazonaws.com`),
        },
      },
    }),
  ];
}

const hasSecrets = ({ workload }: Plan) => (workload?.secrets.length ?? 0) > 0;

/**
 * What the owner names, in this Region: an ARN ends in a hyphen and six characters of AWS's choice.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
 */
function ownSecrets(stack: Stack, plan: Plan): iam.PolicyStatement[] {
  if (!hasSecrets(plan)) return [];
  return [
    new iam.PolicyStatement({
      sid: 'Secrets',
      actions: ['secretsmanager:GetSecretValue'],
      resources: (plan.workload?.secrets ?? []).map((name) =>
        stack.formatArn({
          service: 'secretsmanager',
          resource: 'secret',
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          resourceName: `${name}-??????`,
        }),
      ),
    }),
  ];
}
