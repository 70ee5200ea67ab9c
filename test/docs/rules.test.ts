import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rulesFile, rulesPage } from '../../scripts/docs.ts';

test('the page about the rules is written from them: npm run docs', () => {
  expect(readFileSync(rulesFile, 'utf8')).toBe(rulesPage());
});
