import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { admit, autoScalingNotifications } from '../security/key-users.ts';

/**
 * Defines an encrypted topic to which Auto Scaling can publish the launches and terminations of a
 * group.
 */
export function notificationTopic(
  scope: Construct,
  id: string,
  encryptionKey: kms.IKey,
): sns.Topic {
  admit(scope, encryptionKey, autoScalingNotifications);
  return new sns.Topic(scope, id, { masterKey: encryptionKey, enforceSSL: true });
}
