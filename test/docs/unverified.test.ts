import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../../docs/unverified.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Assumed'))
  // A pipe inside of a command is written as such in none of them.
  .map((line) => line.slice(2, -2).split(' | '));

test('each assumption comes with the command that tells', () => {
  expect(rows.length).toBeGreaterThan(20);
  const without = rows.filter(([, told = '']) => !/`(aws|npx) [a-z0-9-]+ /.test(told));
  expect(without).toEqual([]);
});

test('each command names its Region, since those of the shell differ', () => {
  const commands = rows.flatMap(([, told = '']) => [...told.matchAll(/`(aws [^`]+)`/g)]);
  // Route 53 has none.
  const regional = commands
    .map(([, command]) => command)
    .filter((each) => !/^aws route53 /.test(each ?? ''));
  expect(regional.filter((command) => !/ --region [A-Za-z0-9_-]+/.test(command ?? ''))).toEqual([]);
});
