import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { AlertChannels, AlertSubscription } from '../../constructs/observability/index.ts';
import type { Plan } from '../strategies/index.ts';

/** The channels of a stack's Region, with everybody subscribed whom the plan names. */
export function alertChannels(
  scope: Construct,
  { alerts }: Plan,
  name: string,
  encryptionKey: kms.IKey,
): AlertChannels {
  return new AlertChannels(scope, 'Alerts', {
    name,
    encryptionKey,
    page: alerts.page.map(subscription),
    ticket: alerts.ticket.map(subscription),
    runbookBaseUrl: alerts.runbooks,
  });
}

function subscription(recipient: string): AlertSubscription {
  return recipient.startsWith('https://')
    ? AlertSubscription.https(recipient)
    : AlertSubscription.email(recipient);
}
