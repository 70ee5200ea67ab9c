import { describe, expect, test } from 'vitest';
import type { AlertRecipient, AlertsConfig, TeamsRecipient } from '../../lib/config/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { unacknowledged } from '../support/compliance.ts';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';

const slack: AlertRecipient = { slack: { workspaceId: 'T0123456789', channelId: 'C0123456789' } };
const teams: TeamsRecipient = {
  teams: {
    tenantId: '01234567-89ab-cdef-0123-456789abcdef',
    teamId: 'fedcba98-7654-3210-fedc-ba9876543210',
    channelId: '19%3a0123456789abcdef%40thread.tacv2',
  },
};
const alerts: AlertsConfig = { page: ['on-call@example.com', slack], ticket: [slack, teams] };

type Arn = { Ref: string } | { 'Fn::Join': [string, unknown[]] };

/** The ARN without its account, which templates leave open. */
const namedTopic = (arn: Arn) =>
  'Ref' in arn ? [] : [arn['Fn::Join'][1].filter((part) => typeof part === 'string').join('')];

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const stacks = synthesize(configWith({ strategy, alerts }));
  const chats = stacks.flatMap(({ name, template }) =>
    Object.values(template.Resources)
      .filter(({ Type }) => Type.startsWith('AWS::Chatbot::'))
      .map(({ Properties }) => ({ stack: name, ...Properties })),
  );
  const topics = (severity: string) =>
    stacks.flatMap(({ name: stack, region, template }) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => Type === 'AWS::SNS::Topic')
        .map(([id, { Properties }]) => ({ stack, region, id, name: Properties?.TopicName }))
        .filter(({ name }) => typeof name === 'string' && name.endsWith(`-${severity}`)),
    );
  const elsewhere = (severity: string) =>
    topics(severity)
      .filter(({ stack }) => stack !== 'evenkeel-global')
      .map(({ region, name }) => `arn:aws:sns:${region}::${name}`);
  const here = (severity: string) =>
    topics(severity)
      .filter(({ stack }) => stack === 'evenkeel-global')
      .map(({ id }) => ({ Ref: id }));

  test('a channel is configured once, and shows the topics of every Region that it was named for', () => {
    expect(chats.map(({ stack, ConfigurationName }) => [stack, ConfigurationName])).toEqual([
      ['evenkeel-global', 'evenkeel-T0123456789-C0123456789'],
      [
        'evenkeel-global',
        'evenkeel-fedcba9876543210fedcba9876543210-193a0123456789abcdef40threadtacv2',
      ],
    ]);
    const [ofSlack, ofTeams] = chats.map(({ SnsTopicArns }) => SnsTopicArns.flatMap(namedTopic));
    expect([...ofSlack].sort()).toEqual([...elsewhere('page'), ...elsewhere('ticket')].sort());
    expect([...ofTeams].sort()).toEqual(elsewhere('ticket').sort());
  });

  test('topics of the same stack are referred to, so that they are there first', () => {
    const referred = chats.map(({ SnsTopicArns }) =>
      SnsTopicArns.filter((arn: Arn) => 'Ref' in arn),
    );
    expect(here('page')).toHaveLength(1);
    expect(here('ticket')).toHaveLength(1);
    expect(referred).toEqual([[...here('page'), ...here('ticket')], here('ticket')]);
  });

  test('the channels are configured once the topics of the Regions are there', () => {
    const earlierThan = (name: string): string[] => {
      const { dependencies = [] } = stacks.find((stack) => stack.name === name) ?? {};
      return dependencies.flatMap((dependency) => [dependency, ...earlierThan(dependency)]);
    };
    const foundations = stacks.map(({ name }) => name).filter((name) => /-foundation$/.test(name));
    expect(new Set(earlierThan('evenkeel-global'))).toEqual(
      new Set([...earlierThan('evenkeel-global'), ...foundations]),
    );
  });

  test('nobody else is subscribed for it, and e-mail still is', () => {
    const endpoints = stacks.flatMap(({ template }) =>
      Object.values(template.Resources)
        .filter(({ Type }) => Type === 'AWS::SNS::Subscription')
        .map(({ Properties }) => Properties?.Endpoint),
    );
    expect(new Set(endpoints)).toEqual(new Set(['on-call@example.com']));
  });
});

const appWith = (own: AlertsConfig) =>
  createApp(planFor(configWith({ alerts: own })), {
    context: cdkContext,
    analyticsReporting: false,
  });

const warnings = (own: AlertsConfig) =>
  new Set(
    appWith(own)
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:warning')
      .flatMap(({ data }) => /evenkeel:nobody\w+/.exec(String(data)) ?? []),
  );

test('a chat is enough for tickets, and not for pages: it wakes nobody', () => {
  expect(warnings({ page: [slack], ticket: [slack] })).toEqual(new Set(['evenkeel:nobodyIsPaged']));
  expect(warnings({ page: ['on-call@example.com'], ticket: [slack] })).toEqual(new Set());
});

describe('the longest ids that the config takes', () => {
  const name = 'a'.repeat(20);
  const longest = `${'0'.repeat(70)}%3a%40`;
  const withTeams = (channelId: string) =>
    configWith({
      name,
      alerts: { ...alerts, ticket: [{ teams: { ...teams.teams, channelId } }] },
    });

  test('fit into the name of a configuration, which has room for 128 characters', () => {
    const names = synthesize(withTeams(longest)).flatMap(({ template }) =>
      Object.values(template.Resources).flatMap(({ Type, Properties }) =>
        Type === 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration'
          ? [Properties?.ConfigurationName]
          : [],
      ),
    );
    expect(names).toEqual([expect.stringMatching(/^.{128}$/)]);
  });

  test('are not exceeded, whichever characters they have', () => {
    expect(() => synthesize(withTeams(`${longest}0`))).toThrow('alerts.ticket[0].teams.channelId');
  });
});

test('the channels comply', () => {
  expect(unacknowledged(appWith(alerts))).toEqual([]);
});
