import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
// Inside the project, where the packages that the snippets import are found.
const folder = join(import.meta.dirname, '.snippets');

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
      .replaceAll("from 'evenkeel/review'", "from '../../lib/review/index.ts'"),
  );
  await import(/* @vite-ignore */ executable);
});
