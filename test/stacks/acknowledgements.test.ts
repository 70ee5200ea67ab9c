import { Validations } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import type { AlertsConfig } from '../../lib/config/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { findings } from '../support/compliance.ts';
import { configWith } from '../support/config.ts';

const found = strategies.flatMap(({ name }) =>
  findings(
    createApp(planFor(configWith({ strategy: name })), {
      context: cdkContext,
      analyticsReporting: false,
    }),
  ),
);

test('every finding of the compliance packs is acknowledged with a reason', () => {
  expect(found.filter(({ reason = '' }) => reason.length < 40)).toEqual([]);
});

test('the acknowledgements are these, and no more', () => {
  const reasons = new Map<string, Set<string>>();
  for (const { ruleId, reason = '' } of found) {
    const rules = reasons.get(reason) ?? new Set();
    // Each Region has them, however many Regions a strategy has.
    reasons.set(reason, rules.add(ruleId.replace(/\b[a-z]+-[a-z]+-\d\b/g, '<Region>')));
  }
  const list = [...reasons].map(([reason, rules]) => ({ reason, rules: [...rules].sort() }));
  expect(list.sort((a, b) => a.reason.localeCompare(b.reason))).toMatchSnapshot();
});

test.each<[string, AlertsConfig, string[]]>([
  ['everybody is named', { page: ['a@example.com'], ticket: ['b@example.com'] }, []],
  ['nobody gets tickets', { page: ['a@example.com'] }, ['Ticket']],
  ['nobody is named', {}, ['Page', 'Ticket']],
])(
  '%s: only topics that the config names nobody for may be without a subscriber',
  (_, alerts, silent) => {
    const app = createApp(planFor(configWith({ alerts })), { context: cdkContext });
    const acknowledged = app.node
      .findAll()
      .filter(({ node }) =>
        node.metadata.some(
          ({ type, data }) =>
            type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && 'evenkeel::HA-OBS-4' in data,
        ),
      )
      .map(({ node }) => node.path);
    const stacks = ['eu-west-1-foundation', 'eu-central-1-foundation', 'global'];
    expect(acknowledged.sort()).toEqual(
      stacks.flatMap((stack) => silent.map((id) => `evenkeel/${stack}/Alerts/${id}`)).sort(),
    );
  },
);
