import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AREAS, areaOf } from '../../lib/review/rules/areas.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { omitted } from '../../lib/review/rules/omitted.ts';

/** How many checks the catalogue has in each area. */
const CATALOGUE = {
  NET: 11,
  ALB: 12,
  ASG: 15,
  DNS: 13,
  AUR: 14,
  CACHE: 6,
  SQS: 9,
  S3: 4,
  DDB: 4,
  BKP: 5,
  LAM: 4,
  ECS: 6,
  OTH: 3,
  OBS: 6,
  SEC: 6,
  OPS: 7,
  REG: 15,
} as const;

const ids = rules.map(({ id }) => id);
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

test('every ID is in the catalogue', () => {
  const known = Object.entries(CATALOGUE).flatMap(([area, count]) =>
    Array.from({ length: count }, (_, i) => `HA-${area}-${i + 1}`),
  );
  expect(known).toHaveLength(140);
  expect([...ids, ...Object.keys(omitted)].filter((id) => !known.includes(id))).toEqual([]);
});

describe.each(rules)('$id', (rule) => {
  test('has its own file, and one with samples', () => {
    const [, area = '', number] = rule.id.toLowerCase().split('-');
    const file = `rules/${area}/${area}-${number}.ts`;
    expect(existsSync(join(root, 'lib/review', file))).toBe(true);
    expect(existsSync(join(root, 'test/review', file))).toBe(true);
  });

  test('says what it wants, why, and what to do', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.rationale).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix).toMatch(/^[A-Z].*\.$/);
    expect(rule.title.length).toBeLessThanOrEqual(90);
    expect(rule.wellArchitected.length).toBeGreaterThan(0);
    for (const url of rule.docs) expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+$/);
  });
});
