import type * as kms from 'aws-cdk-lib/aws-kms';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { AlertChannels, AlertSubscription } from '../../constructs/observability/index.ts';
import type { Plan } from '../strategies/index.ts';
import { chatsOf } from './chat-channels.ts';

/** The channels of a stack's Region, with everybody subscribed whom the plan names by an address. */
export function alertChannels(
  scope: Construct,
  { alerts }: Plan,
  name: string,
  encryptionKey: kms.IKey,
): AlertChannels {
  const channels = new AlertChannels(scope, 'Alerts', {
    name,
    encryptionKey,
    page: alerts.page.flatMap(subscription),
    ticket: alerts.ticket.flatMap(subscription),
    runbookBaseUrl: alerts.runbooks,
  });
  if (chatsOf(alerts.ticket).length > 0) {
    Annotations.of(channels).acknowledgeWarning(
      'evenkeel:nobodyGetsTickets',
      'a chat channel shows them: the global stack subscribes it',
    );
  }
  return channels;
}

function subscription(recipient: Plan['alerts']['page'][number]): AlertSubscription[] {
  if (typeof recipient !== 'string') return [];
  return [
    recipient.startsWith('https://')
      ? AlertSubscription.https(recipient)
      : AlertSubscription.email(recipient),
  ];
}
