import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages } from '../scripts/predictions.ts';
import { documented } from '../scripts/sample.ts';

const root = join(import.meta.dirname, '..');
// Inside the project, where the packages that the snippets import are found; one for each run.
const folder = join(import.meta.dirname, `.snippets-${process.pid}`);

/** Every TypeScript fence of every page, as a module of its own. */
const snippets = globSync(['*.md', 'constructs/**/*.md', 'docs/**/*.md', 'lib/**/*.md'], {
  cwd: root,
}).flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, source = ''], index) => ({
      name: `${page} #${index + 1}`,
      file: join(folder, `${page.replaceAll(/\W/g, '-')}-${index + 1}.ts`),
      source,
    }),
  ),
);

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { file, source } of snippets) writeFileSync(file, source);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: {
        rewriteRelativeImportExtensions: false,
        paths: {
          evenkeel: ['../../index.ts'],
          'evenkeel/review': ['../../lib/review/index.ts'],
          'evenkeel/cdk-nag': ['../../lib/review/cdk/nag-pack.ts'],
          'evenkeel/testing': ['../../lib/resilience/testing/index.ts'],
          'evenkeel/testing/vitest': ['../../lib/resilience/testing/vitest.ts'],
        },
      },
      include: ['*.ts'],
      exclude: [],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every snippet compiles under the strict options of this project', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  let output = '';
  try {
    execFileSync(process.execPath, [tsc, '--project', folder], { encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  expect(output).toBe('');
  expect(snippets.length).toBeGreaterThan(5);
});

test.each(snippets)('$name runs', async ({ file, source }) => {
  const executable = file.replace(/\.ts$/, '.run.ts');
  writeFileSync(
    executable,
    source
      .replaceAll("from 'evenkeel'", "from '../../index.ts'")
      .replaceAll("from 'evenkeel/review'", "from '../../lib/review/index.ts'")
      .replaceAll("from 'evenkeel/cdk-nag'", "from '../../lib/review/cdk/nag-pack.ts'")
      .replaceAll("'evenkeel/testing/vitest'", "'../../lib/resilience/testing/vitest.ts'")
      .replaceAll("from 'evenkeel/testing'", "from '../../lib/resilience/testing/index.ts'"),
  );
  await import(/* @vite-ignore */ executable);
});

test('the README lists strategies that there are', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, table = ''] = readme.split('| Strategy |');
  const [rows = ''] = table.split('\n\n');
  const listed = [...rows.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(documented.map(({ name }) => name));
  expect(listed.length).toBeGreaterThan(0);
});

test.each(Object.entries(pages()))('%s has what is predicted of every strategy', (page, text) => {
  expect(readFileSync(join(root, page), 'utf8')).toBe(text);
});
