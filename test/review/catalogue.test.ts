import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AREAS, areaOf } from '../../lib/review/rules/areas.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { omitted } from '../../lib/review/rules/omitted.ts';
import { registryFile, registryOf, ruleFiles } from '../../scripts/rules.ts';

const ids = rules.map(({ id }) => id);
const files = await ruleFiles();
const root = join(import.meta.dirname, '..', '..');

test('no ID is used twice, nor for a check that was left out', () => {
  const all = [...ids, ...Object.keys(omitted)];
  expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
});

test('rules are listed by area, then number', () => {
  const order = Object.keys(AREAS);
  const key = (id: string) => order.indexOf(areaOf({ id })) * 1000 + Number(id.split('-')[2]);
  expect(ids).toEqual(ids.toSorted((a, b) => key(a) - key(b)));
});

test('the IDs of an area are numbered from 1 on, with those left out', () => {
  const numbers = Map.groupBy([...ids, ...Object.keys(omitted)], (id) => areaOf({ id }));
  for (const own of numbers.values()) {
    const found = own.map((id) => Number(id.split('-')[2])).sort((a, b) => a - b);
    expect(found).toEqual(own.map((_, i) => i + 1));
  }
});

test('the list of rules is written from their files: npm run docs', () => {
  expect(readFileSync(registryFile, 'utf8')).toBe(registryOf(files));
});

test('every file with samples belongs to a rule', () => {
  const samples = globSync('*/*.ts', { cwd: join(root, 'test/review/rules') });
  const own = samples.filter((file) =>
    readFileSync(join(root, 'test/review/rules', file), 'utf8').includes('export const samples'),
  );
  expect(own.toSorted()).toEqual(files.map(({ file }) => file).toSorted());
});

describe.each(files)('$rule.id', ({ file, rule }) => {
  test('is in the folder of its area, in a file named by what it wants', () => {
    const area = areaOf(rule).toLowerCase();
    expect(file).toMatch(new RegExp(`^${area}/[a-z]+(-[a-z]+)*\\.ts$`));
  });

  test('says what it wants, why, and what to do', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.rationale).toMatch(/^[A-Z].*\.$/);
    expect(rule.consequence).toMatch(/^[a-z](?!.*\.$).{10,80}$/);
    expect(rule.fix).toMatch(/^[A-Z].*\.$/);
    expect(rule.title.length).toBeLessThanOrEqual(90);
    expect(rule.wellArchitected.length).toBeGreaterThan(0);
    for (const url of rule.docs) expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+$/);
  });
});
