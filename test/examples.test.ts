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

test.each(globSync('examples/*.ts', { cwd: root }))('%s synthesizes on its own', (example) => {
  const { status, stderr } = spawnSync(process.execPath, [example], {
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
