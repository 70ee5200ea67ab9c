import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * Defines an encrypted topic to which Auto Scaling can publish the launches and terminations of a
 * group.
 *
 * Auto Scaling publishes as its service-linked role, which no IAM policy of the account reaches,
 * so the key itself has to let it through. The role stands in a condition and not as principal,
 * since KMS rejects a policy that names a role which does not exist yet.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html
 */
export function notificationTopic(
  scope: Construct,
  id: string,
  encryptionKey: kms.IKey,
): sns.Topic {
  const stack = Stack.of(scope);
  encryptionKey.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'NotificationsOfAutoScalingGroups',
      principals: [new iam.AnyPrincipal()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': stack.account,
          'kms:ViaService': `sns.${stack.region}.amazonaws.com`,
        },
        ArnLike: {
          'aws:PrincipalArn': stack.formatArn({
            service: 'iam',
            region: '',
            resource: 'role',
            resourceName:
              'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*',
          }),
        },
      },
    }),
  );
  return new sns.Topic(scope, id, { masterKey: encryptionKey, enforceSSL: true });
}
