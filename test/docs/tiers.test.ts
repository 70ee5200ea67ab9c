import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fencesOf, headingsOf, linksOf } from './markdown.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const tiers = globSync('constructs/*/index.ts', { cwd: root }).map(dirname).toSorted();

describe.each(tiers)('the README of %s', (tier) => {
  const page = read(`${tier}/README.md`);
  const headings = headingsOf(page);

  test.each([
    ['what it costs', /cost|what-bills/],
    ['how it fails', /^how-(it|they)-fails?$/],
    ['how to get out of it', /^escape-hatches$/],
  ])('says %s', (_, heading) => {
    expect(headings.some((one) => heading.test(one))).toBe(true);
  });

  test('says what it guarantees', () => {
    expect(page).toMatch(/\bguarantees?\b/i);
  });

  test('has an example', () => {
    expect(page).toContain('\n```ts\n');
    expect(fencesOf(page).length).toBeGreaterThan(0);
  });

  test('names every class that the package exports from it', () => {
    const classes = [...read(`${tier}/index.ts`).matchAll(/^export \{([^}]*)\}/gm)]
      .flatMap(([, names = '']) => names.split(','))
      .map((name) => name.trim())
      .filter((name) => /^[A-Z][a-zA-Z]+$/.test(name));
    expect(classes.filter((name) => !page.includes(name))).toEqual([]);
  });

  test('links to files that are there', () => {
    const broken = linksOf(page)
      .map((link) => link.split('#')[0] ?? '')
      .filter((path) => path !== '' && globSync(join(root, tier, path)).length === 0);
    expect(broken).toEqual([]);
  });
});

test('the README of the project has a row for every tier', () => {
  const page = read('README.md');
  const missing = tiers.filter((tier) => !page.includes(`[${basename(tier)}](${tier}/README.md)`));
  expect(missing).toEqual([]);
});
