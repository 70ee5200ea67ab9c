import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('the page about applications lists every key of a workload', () => {
  const types = read('lib/config/workload.ts').split('export interface ChecksConfig')[0] ?? '';
  const keys = [...types.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, key]) => key);
  const [, section = ''] = read('docs/application.md').split('can be declared under `workload`');
  const [table = ''] = section.split('\n## ');
  const listed = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, key]) => key),
  );
  expect(new Set(listed)).toEqual(new Set(keys));
});
