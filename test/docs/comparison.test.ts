import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULTS } from '../../scripts/compare/faults.ts';
import { evenkeel } from '../../scripts/compare/tools.ts';
import { architecture, withFault, withoutFault } from '../../scripts/compare.ts';

const read = (page: string) => readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
const page = read('docs/comparison.md');
const part = (text: string, marker: string) =>
  text.split(`<!-- generated: ${marker} -->`)[1]?.split('<!-- end -->')[0];

/** The rows of the page: the fault, and whether the review finds it. */
const rows = new Map(
  [...(part(page, 'faults') ?? '').matchAll(/^\| \w+: \[?(.+?)(?:\]\(\S+\))? \| (yes)? ?\|/gm)].map(
    ([, name, found]) => [name, found === 'yes'],
  ),
);
const { templates, profile } = architecture();
const before = evenkeel(templates, profile);

test('the page has every fault, once', () => {
  expect([...rows.keys()]).toEqual(FAULTS.map(({ name }) => name));
});

const isSeen = (broken: Parameters<typeof evenkeel>[0], sound = before) =>
  [...evenkeel(broken, profile)].some((finding) => !sound.has(finding));
const ofAvailability = FAULTS.filter(({ kind }) => kind === 'availability');
const others = FAULTS.filter(({ kind }) => kind !== 'availability');

test.each(ofAvailability)('the review says of "$name" what the page says', (fault) => {
  const sound = fault.given && evenkeel(withoutFault(templates, fault), profile);
  expect(isSeen(withFault(templates, fault), sound)).toBe(rows.get(fault.name));
});

test('the review says nothing of the others, but where the page has it', () => {
  const silent = others.filter(({ name }) => !rows.get(name));
  expect(silent).not.toEqual([]);
  expect(isSeen(silent.reduce<Parameters<typeof evenkeel>[0]>(withFault, templates))).toBe(false);
  for (const fault of others.filter(({ name }) => rows.get(name))) {
    expect(isSeen(withFault(templates, fault)), fault.name).toBe(true);
  }
});

test('the README has the same totals', () => {
  expect(part(read('README.md'), 'comparison')).toBe(part(page, 'totals'));
});
