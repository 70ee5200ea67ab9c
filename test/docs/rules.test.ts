import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../../lib/review/rules/index.ts';
import { SOURCES } from '../../scripts/controls.ts';
import { rulesFile, rulesPage } from '../../scripts/docs.ts';

test('the page about the rules is written from them: npm run docs', () => {
  expect(readFileSync(rulesFile, 'utf8')).toBe(rulesPage());
});

test.each(SOURCES)(
  'every control of $name names rules there are, or says why none',
  ({ controls }) => {
    const ids = new Set<string>(rules.map(({ id }) => id));
    for (const [control, found] of Object.entries(controls)) {
      const named = typeof found === 'string' ? (found.match(/HA-[A-Z0-9]+-\d+/g) ?? []) : found;
      expect(
        named.filter((id) => !ids.has(id)),
        control,
      ).toEqual([]);
      expect(found.length, control).toBeGreaterThan(0);
    }
  },
);
