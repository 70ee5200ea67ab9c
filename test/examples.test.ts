import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdkContext } from './support/app.ts';
import { type RunResult, runModules } from './support/modules.ts';

const root = join(import.meta.dirname, '..');
const examples = globSync('examples/*.ts', { cwd: root });
let folder: string;
let results: readonly RunResult[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-examples-'));
  const runs = examples.map((example, index) => ({
    module: pathToFileURL(join(root, example)).href,
    env: { CDK_OUTDIR: join(folder, `${index}`), CDK_CONTEXT_JSON: JSON.stringify(cdkContext) },
  }));
  // From the sources, without a build: the condition is one of `exports` in package.json.
  results = runModules(runs, ['--conditions=evenkeel-source']);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

test.each([...examples.entries()])('%i: %s synthesizes', (index) => {
  expect(results[index]?.stderr).toBe('');
  expect(results[index]?.status).toBe(0);

  const out = join(folder, `${index}`);
  const templates = globSync('**/*.template.json', { cwd: out });
  expect(templates.length).toBeGreaterThan(0);
  for (const template of templates) {
    const { Resources } = JSON.parse(readFileSync(join(out, template), 'utf8'));
    expect(Object.keys(Resources).length).toBeGreaterThan(0);
  }
});

test.each(examples)('%s can be copied into an app that has evenkeel installed', (example) => {
  const source = readFileSync(join(root, example), 'utf8');
  const imported = [...source.matchAll(/ from '([^']+)'/g)].map(([, name = '']) => name);
  expect(imported.filter((name) => !/^(evenkeel|aws-cdk-lib|constructs)(\/|$)/.test(name))).toEqual(
    [],
  );
});

test('the page of the examples lists each of them', () => {
  const page = readFileSync(join(root, 'examples/README.md'), 'utf8');
  const listed = [...page.matchAll(/\]\(([\w-]+\.ts)\)/g)].map(([, file]) => `examples/${file}`);
  expect(listed.toSorted()).toEqual(examples.toSorted());
});
