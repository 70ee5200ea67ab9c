import type * as kms from 'aws-cdk-lib/aws-kms';
import { Annotations, SecretValue } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AlertChannels, AlertSubscription } from '../../constructs/observability/index.ts';
import type { Plan } from '../strategies/index.ts';
import { chatsOf } from './chat-channels.ts';
import { removal } from './stack-props.ts';

/** The channels of a stack's Region, with everybody subscribed whom the plan names by an address. */
export function alertChannels(
  scope: Construct,
  plan: Plan,
  name: string,
  encryptionKey: kms.IKey,
): AlertChannels {
  const { alerts } = plan;
  const channels = new AlertChannels(scope, 'Alerts', {
    name,
    encryptionKey,
    page: alerts.page.flatMap(subscription),
    ticket: alerts.ticket.flatMap(subscription),
    runbookBaseUrl: alerts.runbooks,
    ...removal(plan),
  });
  if (chatsOf(alerts.ticket).length > 0) {
    Annotations.of(channels).acknowledgeWarning(
      'evenkeel:nobodyGetsTickets',
      'a chat channel shows them: the global stack subscribes it',
    );
  }
  for (const severity of ['page', 'ticket'] as const) {
    if (alerts[severity].length > 0) continue;
    const key = `alerts.${severity}`;
    Annotations.of(channels).acknowledgeWarning(
      severity === 'page' ? 'evenkeel:nobodyIsPaged' : 'evenkeel:nobodyGetsTickets',
      'the warning that names the key of the config stands for it',
    );
    Annotations.of(channels).addWarningV2(
      `evenkeel:${key}`,
      `the config names nobody under ${key}: give it an address`,
    );
    acknowledge(
      channels[severity],
      `the config names nobody under ${key}; each synthesis warns of it`,
      'HA-OBS-4',
    );
  }
  return channels;
}

function subscription(recipient: Plan['alerts']['page'][number]): AlertSubscription[] {
  if (typeof recipient !== 'string') {
    if (!('endpoint' in recipient)) return [];
    return [AlertSubscription.https(SecretValue.secretsManager(recipient.endpoint.secret))];
  }
  return [
    recipient.startsWith('https://')
      ? AlertSubscription.https(recipient)
      : AlertSubscription.email(recipient),
  ];
}
