import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import {
  AlertChannels,
  type Alerts,
  ChatChannel,
  ChatTarget,
} from '../../constructs/observability/index.ts';
import type { Plan } from '../strategies/index.ts';

type Recipients = Plan['alerts']['page'];
type Chat = Extract<Recipients[number], { slack: unknown } | { teams: unknown }>;

/** The recipients that are chat channels. */
export function chatsOf(recipients: Recipients): Chat[] {
  return recipients.filter(
    (recipient): recipient is Chat => typeof recipient === 'object' && !('endpoint' in recipient),
  );
}

/**
 * Shows the alerts of all Regions in the chat channels that the plan names.
 *
 * Once, in the stack of the global record: an account can configure a channel only once, whatever
 * the Region, and one configuration takes topics of several. The topics of the Regions are named and not
 * referred to, so that the stack can be deployed while a Region is down; and a Region that is down takes
 * nothing from the others, whose topics deliver on their own.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 *
 * @param own the stack's own channels: referred to, so that their topics are there first
 */
export function chatChannels(scope: Construct, { name, alerts, regions }: Plan, own: Alerts): void {
  const shown = new Map<string, { readonly chat: Chat; readonly topics: sns.ITopic[] }>();
  for (const severity of ['page', 'ticket'] as const) {
    const chats = chatsOf(alerts[severity]);
    if (chats.length === 0) continue;
    const named = regions.map(({ region }) =>
      sns.Topic.fromTopicArn(
        scope,
        `Topic-${region}-${severity}`,
        AlertChannels.topicArn(scope, region, name, severity),
      ),
    );
    const topics = [...named, own[severity]];
    for (const chat of chats) {
      const id = chatId(chat);
      shown.set(id, { chat, topics: [...new Set([...(shown.get(id)?.topics ?? []), ...topics])] });
    }
  }
  for (const [id, { chat, topics }] of shown) {
    // Named after the channel: a name that moved to another one would have it configured twice.
    new ChatChannel(scope, `Chat-${id}`, { name: `${name}-${id}`, target: targetOf(chat), topics });
  }
}

function chatId(chat: Chat): string {
  const ids =
    'slack' in chat
      ? [chat.slack.workspaceId, chat.slack.channelId]
      : [chat.teams.teamId, chat.teams.channelId];
  return ids.map((id) => id.replaceAll(/[^A-Za-z\d]/g, '')).join('-');
}

function targetOf(chat: Chat): ChatTarget {
  if ('slack' in chat) return ChatTarget.slack(chat.slack.workspaceId, chat.slack.channelId);
  const { tenantId, teamId, channelId } = chat.teams;
  return ChatTarget.teams(tenantId, teamId, channelId);
}
