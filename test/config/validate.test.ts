import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Overrides } from '../../lib/config/overrides.ts';
import { ConfigError } from '../../lib/config/problem.ts';
import { regions } from '../../lib/config/regions.ts';
import { configProblems } from '../../lib/config/validate.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { MISTAKES } from './mistakes.ts';

/** The messages that a config ends in, without the heading. */
function mistakes(config: unknown, overrides: Overrides = {}): string[] {
  try {
    planFor(config as Parameters<typeof planFor>[0], overrides);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n  ').slice(1);
    throw error;
  }
  return [];
}

const names = strategies.map(({ name }) => name);
const keysOf = (messages: readonly string[]) =>
  messages.map((message) => message.slice(0, message.indexOf(' is ')));

const domain = configWith().domain;

test('the sample config has no mistakes', () => {
  expect(mistakes(configWith())).toEqual([]);
});

test.each(MISTAKES)(
  '%s is reported with its key, its value and what to do',
  (_, config, message) => {
    expect(mistakes(config)).toEqual([message]);
  },
);

test('every mistake in who is alerted is reported at once', () => {
  const alerts = {
    page: 'on-call@example.com',
    ticket: [
      'team@example.com',
      { slack: { workspaceId: 'example', channelId: '#alerts', name: 'alerts' } },
      { teams: { tenantId: 'example.com', channelId: '19:abc@thread.tacv2' } },
      { slack: {}, teams: {} },
      { discord: {} },
      7,
    ],
  };
  const ids = 'such as 01234567-89ab-cdef-0123-456789abcdef: take it from the link to the channel,';
  const chat =
    'expected one chat channel, as { slack: … } or { teams: … }, or { endpoint: … }: see AlertRecipient in lib/config/types.ts for their keys';
  expect(mistakes({ ...configWith(), alerts })).toEqual([
    `alerts.page is 'on-call@example.com', expected a list of recipients: write ['on-call@example.com', …]`,
    `alerts.ticket[1].slack.name is 'alerts', expected one of workspaceId, channelId: remove it`,
    `alerts.ticket[1].slack.workspaceId is 'example', expected the id of a Slack workspace, such as T0123456789: take it from the console of Amazon Q Developer in chat applications`,
    `alerts.ticket[1].slack.channelId is '#alerts', expected the id of a Slack channel, such as C0123456789, and not its name: take the last part of the link to the channel`,
    `alerts.ticket[2].teams.tenantId is 'example.com', expected the id of a tenant, ${ids} after tenantId=`,
    `alerts.ticket[2].teams.teamId is missing, expected the id of a team, ${ids} after groupId=`,
    `alerts.ticket[2].teams.channelId is '19:abc@thread.tacv2', expected the id of a Teams channel of up to 76 characters, such as 19%3a0123456789abcdef%40thread.tacv2: take it from the link to the channel, after /channel/, with its percent signs`,
    `alerts.ticket[3] is { slack: {}, teams: {} }, ${chat}`,
    `alerts.ticket[4] is { discord: {} }, ${chat}`,
    `alerts.ticket[5] is 7, expected an e-mail address, an https:// address or a chat channel: write an address in quotes, and a channel as { slack: … } or { teams: … }`,
  ]);
});

test('all mistakes are reported at once', () => {
  const config = configWith({
    name: 'X',
    peakInstances: -1,
    regions: [{ name: 'eu-west-1', cidr: 'ten' }],
    domain: { ...domain, zoneName: 'Example.com.' },
    objectives: { availabilityPercent: 100, regionLoss: { rtoMinutes: 1, rpoMinutes: 0 } },
  });
  expect(keysOf(mistakes(config))).toEqual([
    'name',
    'peakInstances',
    'domain.zoneName',
    'objectives.availabilityPercent',
    'objectives.regionLoss.rpoMinutes',
    'regions[0].cidr',
    'regions',
    'objectives.regionLoss.rtoMinutes',
  ]);
});

test('what only a plan shows is reported together with what is wrong in itself', () => {
  const config = configWith({
    name: 'X',
    domain: { ...domain, zoneName: 'Example.com.' },
    databaseInstanceType: 't4g.medium',
    peakInstances: 400,
    regions: [
      { name: 'eu-west-1', cidr: '10.0.0.0/22' },
      { name: 'eu-central-1', cidr: 'ten' },
    ],
  });
  expect(keysOf(mistakes(config, { primary: 'eu-central-1' }))).toEqual([
    'name',
    'domain.zoneName',
    'regions[1].cidr',
    '-c primary',
    'databaseInstanceType',
    'regions[0].cidr',
  ]);
});

test.each([
  ['an unknown Region', [{ name: 'eu-west-1', cidr: '10.0.0.0/22' }, { name: 'mars' }]],
  ['a Region too few', [{ name: 'eu-west-1', cidr: '10.0.0.0/22' }]],
  ['a Region twice', [{ name: 'eu-west-1', cidr: '10.0.0.0/22' }, { name: 'eu-west-1' }]],
])('%s hides no other mistake', (_, regions) => {
  const keys = keysOf(
    mistakes(configWith({ regions, peakInstances: 400, databaseInstanceType: 't4g.medium' })),
  );
  expect(keys).toHaveLength(3);
  expect(keys.slice(-2)).toEqual(['databaseInstanceType', 'regions[0].cidr']);
});

test('two Availability Zones are enough for who accepts them', () => {
  const config = configWith({
    regions: [{ name: 'us-west-1', acceptTwoAvailabilityZones: true }, { name: 'us-west-2' }],
  });
  expect(mistakes(config)).toEqual([]);
  expect(planFor(config).regions[0]?.availabilityZones).toEqual(['us-west-1a', 'us-west-1c']);
});

test('whatever is given instead of a config, the answer is a list of problems', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record(
          {
            name: fc.anything(),
            strategy: fc.anything(),
            regions: fc.oneof(fc.anything(), fc.array(fc.anything())),
            domain: fc.anything(),
            objectives: fc.anything(),
            tags: fc.anything(),
          },
          { requiredKeys: [] },
        ),
      ),
      (config) => {
        expect(configProblems(config, names).length).toBeGreaterThan(0);
        expect(() => planFor(config as never)).toThrow(ConfigError);
      },
    ),
  );
});

test('the default address ranges of all Regions can be peered with each other', () => {
  const config = configWith({ regions: [...regions.keys()].map((name) => ({ name })) });
  const overlaps = configProblems(config, names).filter(({ key }) => key.endsWith('.cidr'));
  expect(overlaps).toEqual([]);
});
