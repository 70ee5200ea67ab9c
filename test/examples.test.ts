import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdkContext } from './support/app.ts';

const root = join(import.meta.dirname, '..');
let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'evenkeel-example-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const examples = globSync('examples/*.ts', { cwd: root });

test.each(examples)('%s synthesizes on its own', (example) => {
  // From the sources, without a build: the condition is one of `exports` in package.json.
  const args = ['--conditions=evenkeel-source', example];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify(cdkContext),
    },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);

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
