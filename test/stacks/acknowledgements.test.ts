import { expect, test } from 'vitest';
import { createApp } from '../../lib/stacks/index.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { cdkContext } from '../support/app.ts';
import { findings } from '../support/compliance.ts';
import { configWith } from '../support/config.ts';

const found = strategies.flatMap(({ name }) =>
  findings(
    createApp(
      configWith({ strategy: name }),
      {},
      { context: cdkContext, analyticsReporting: false },
    ),
  ),
);

test('every finding of the compliance packs is acknowledged with a reason', () => {
  expect(found.filter(({ reason = '' }) => reason.length < 40)).toEqual([]);
});

test('the acknowledgements are these, and no more', () => {
  const reasons = new Map<string, Set<string>>();
  for (const { ruleId, reason = '' } of found) {
    const rules = reasons.get(reason) ?? new Set();
    reasons.set(reason, rules.add(ruleId));
  }
  const list = [...reasons].map(([reason, rules]) => ({ reason, rules: [...rules].sort() }));
  expect(list.sort((a, b) => a.reason.localeCompare(b.reason))).toMatchSnapshot();
});
