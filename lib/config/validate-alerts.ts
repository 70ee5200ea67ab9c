import type { Problem } from '../validation/index.ts';
import {
  type Check,
  check,
  fieldProblems,
  isFields,
  looksSecret,
  optional,
  shown,
  text,
  withoutSecret,
} from '../validation/index.ts';
import { secretName } from './secret-name.ts';

/** Every mistake in who is alerted; that it is an object at all is checked elsewhere. */
export function alertsProblems(alerts: unknown): Problem[] {
  if (!isFields(alerts)) return [];
  return [
    ...fieldProblems('alerts', alerts, alertsChecks),
    ...(['page', 'ticket'] as const).flatMap((severity) => {
      const recipients: unknown = alerts[severity];
      if (!Array.isArray(recipients)) return [];
      return [
        ...recipients.flatMap((recipient, index) =>
          recipientProblems(`alerts.${severity}[${index}]`, recipient),
        ),
        ...repeatedProblems(`alerts.${severity}`, recipients),
      ];
    }),
  ];
}

/** What a message may show of a recipient: it ends up in the logs of pipelines. */
function told(recipient: unknown): unknown {
  return typeof recipient === 'string' && recipient.startsWith('https://')
    ? withoutSecret(recipient)
    : recipient;
}

/** A topic has each subscription once: mail does not tell capitals apart. */
function repeatedProblems(key: string, recipients: readonly unknown[]): Problem[] {
  const names = recipients.map((recipient) =>
    typeof recipient === 'string' && !recipient.startsWith('https:')
      ? recipient.toLowerCase()
      : shown(recipient),
  );
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return first === index
      ? []
      : [
          {
            key: `${key}[${index}]`,
            value: told(recipients[index]),
            expected: 'each recipient once',
            remedy: `remove it: ${key}[${first}] is the same`,
          },
        ];
  });
}

const recipients = optional(
  check(Array.isArray, 'a list of recipients', "write ['on-call@example.com', …]"),
);

const alertsChecks: Readonly<Record<string, Check>> = {
  page: recipients,
  ticket: recipients,
  // A description has room for 1,024 characters, of which what alarms say themselves takes up to 400.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  runbooks: optional(
    text(
      /^\S{1,600}$/,
      'an address of at most 600 characters without spaces',
      'put it in quotes, and keep it short: every alarm says it',
    ),
  ),
};

const plainAddress = text(
  /^(https:\/\/[^\s@/?#]+(?:[/?#]\S*)?|[^@\s:/]+@[^@\s:/]+)$/,
  'an e-mail address, an https:// address or a chat channel',
  'write an address in quotes, and a channel as { slack: … } or { teams: … }',
);

const address: Check = (key, value) => {
  const problems = plainAddress(key, value).map((problem) => ({ ...problem, value: told(value) }));
  if (problems.length > 0 || typeof value !== 'string' || !looksSecret(value)) return problems;
  return [
    {
      key,
      value: told(value),
      expected: 'an address without a key in it, since everybody who reads the templates reads it',
      remedy: "put the address into a secret, and write { endpoint: { secret: 'NAME' } }",
    },
  ];
};

const uuid = (what: string, where: string) =>
  text(
    /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
    `the id of a ${what}, such as 01234567-89ab-cdef-0123-456789abcdef`,
    `take it from the link to the channel, after ${where}=`,
  );

/**
 * The ids that the chat service takes, up to a length that leaves room for them in its names of 128
 * characters, after a name of the service of 20 and the id of a team of 32:
 * https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html
 * https://docs.aws.amazon.com/chatbot/latest/APIReference/API_TeamsChannelConfiguration.html
 */
const otherChecks: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  endpoint: { secret: secretName },
  slack: {
    workspaceId: text(
      /^[A-Z\d]{1,50}$/,
      'the id of a Slack workspace, such as T0123456789',
      'take it from the console of Amazon Q Developer in chat applications',
    ),
    channelId: text(
      /^[A-Za-z\d]{1,50}$/,
      'the id of a Slack channel, such as C0123456789, and not its name',
      'take the last part of the link to the channel',
    ),
  },
  teams: {
    tenantId: uuid('tenant', 'tenantId'),
    teamId: uuid('team', 'groupId'),
    channelId: text(
      /^(?=.{1,76}$)[\w=+/.,-]*%3a[\w=+/.,-]*%40[\w=+/.,-]*$/i,
      'the id of a Teams channel of up to 76 characters, such as 19%3a0123456789abcdef%40thread.tacv2',
      'take it from the link to the channel, after /channel/, with its percent signs',
    ),
  },
};

function recipientProblems(key: string, recipient: unknown): Problem[] {
  if (!isFields(recipient)) return [...address(key, recipient)];
  const [service = '', ...more] = Object.keys(recipient);
  const checks = otherChecks[service];
  const channel = recipient[service];
  if (checks === undefined || more.length > 0 || !isFields(channel)) {
    return [
      {
        key,
        value: recipient,
        expected: 'one chat channel, as { slack: … } or { teams: … }, or { endpoint: … }',
        remedy: 'see AlertRecipient in lib/config/types.ts for their keys',
      },
    ];
  }
  return [...fieldProblems(`${key}.${service}`, channel, checks)];
}
