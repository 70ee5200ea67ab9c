import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The names that a module exports, types included. */
function exportedNames(file: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  expect(text).not.toMatch(/export \*|export default/);
  return [...text.matchAll(/export (?:type )?\{([^}]*)\} from/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '')
    .sort((a, b) => a.localeCompare(b));
}

test('the public names are those of the last release, or the change is meant', async () => {
  const names = exportedNames('index.ts');
  expect(names).toEqual([...new Set(names)]);
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('../api-surface.txt');
});

test('each tier exports its names at the root as well', () => {
  const root = exportedNames('index.ts');
  for (const tier of [
    'backup',
    'cache',
    'chaos',
    'database',
    'network',
    'observability',
    'queue',
    'recovery',
    'routing',
    'security',
    'service',
    'storage',
  ]) {
    expect(root).toEqual(expect.arrayContaining(exportedNames(`constructs/${tier}/index.ts`)));
  }
});
