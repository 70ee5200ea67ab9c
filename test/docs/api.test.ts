import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiFile, apiPage } from '../../scripts/api-docs.ts';

// Fails as well for every public name, member or parameter type without documentation.
// Two compilers run for it, which takes its time on a loaded machine.
test('the page about the API is written from the docstrings: npm run docs', {
  timeout: 180_000,
}, () => {
  expect(readFileSync(apiFile, 'utf8')).toBe(apiPage());
});
