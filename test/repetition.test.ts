import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = ['index.ts', ...globSync('{bin,constructs,lib}/**/*.ts', { cwd: root })].sort();

/** How many lines in a row are the same thing said twice, and not how such things are written. */
const RUN = 6;

/** Imports and exports of other modules, and comments: what is the same in many files, and may be. */
const LEFT_OUT = /^(?:import|export)\b[^;'"=]*?from '[^']+'[^;]*;|\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** The lines of a file that say something, with their numbers. */
function linesOf(file: string): readonly { readonly place: string; readonly text: string }[] {
  return readFileSync(join(root, file), 'utf8')
    .replaceAll(LEFT_OUT, (text) => text.replaceAll(/[^\n]/g, ''))
    .split('\n')
    .map((line, index) => ({ place: `${file}:${index + 1}`, text: line.trim() }))
    .filter(({ text }) => /\w/.test(text));
}

test(`no ${RUN} lines of the sources stand twice`, () => {
  const found = new Map<string, string[]>();
  for (const lines of sources.map(linesOf)) {
    for (const [index, { place }] of lines.slice(0, 1 - RUN).entries()) {
      const run = lines.slice(index, index + RUN).map(({ text }) => text);
      const key = run.join('\n');
      found.set(key, [...(found.get(key) ?? []), place]);
    }
  }
  expect(found.size).toBeGreaterThan(10_000);
  expect([...found.values()].filter((places) => places.length > 1)).toEqual([]);
});
