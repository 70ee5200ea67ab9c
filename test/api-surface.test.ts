import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type EntryPoint, entryPoints, specifierOf } from '../scripts/entry-points.ts';

const root = join(import.meta.dirname, '..');

/** The names that a module exports, types included. */
function exportedNames(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).not.toMatch(/export \*|export default/);
  const listed = [...text.matchAll(/export (?:type )?\{([^}]*)\} from/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().replace(/^type /, ''));
  const declared = [...text.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
  return [...listed, ...declared].filter((name) => name !== '').sort((a, b) => a.localeCompare(b));
}

test('the public names are those of the last release, or the change is meant', async () => {
  const sections = Object.entries(entryPoints).map(([entryPoint, file]) => {
    const names = exportedNames(file);
    expect(names).toEqual([...new Set(names)]);
    return [specifierOf(entryPoint as EntryPoint), ...names.map((name) => `  ${name}`)].join('\n');
  });
  await expect(`${sections.join('\n')}\n`).toMatchFileSnapshot('../api-surface.txt');
});

test('the package exports each entry point: its source, an ES module and CommonJS', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const expected = (Object.keys(entryPoints) as EntryPoint[]).map((name) => [
    specifierOf(name).replace('evenkeel', '.'),
    {
      'evenkeel-source': `./${entryPoints[name]}`,
      import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
    },
  ]);
  expect(exports).toEqual({
    ...Object.fromEntries(expected),
    './testing/jest': {
      'evenkeel-source': './lib/resilience/testing/jest.ts',
      import: { types: './dist/testing-jest.d.ts', default: './dist/testing-jest.js' },
      require: { types: './dist/testing-jest.d.cts', default: './dist/testing-jest.cjs' },
    },
    './testing/vitest': {
      'evenkeel-source': './lib/resilience/testing/vitest.ts',
      types: './dist/testing-vitest.d.ts',
      default: './dist/testing-vitest.js',
    },
    './predict.schema.json': './dist/predict.schema.json',
    './package.json': './package.json',
  });
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
