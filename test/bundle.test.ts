import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** What the CDK's command line runs before each synthesis. */
const { build } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const server = () => join(folder, 'made/server.mjs');

function beforeSynthesis() {
  const [command, ...args] = build.split(' ');
  expect(command).toBe('node');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...args, '--output', join(folder, 'made')],
    { cwd: root, encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([0, '']);
  return stderr;
}

test('a synthesis has the program of the sources that there are', () => {
  expect(beforeSynthesis()).toBe(`built ${join(folder, 'made')}\n`);
  const { mtimeMs } = statSync(server());

  expect(beforeSynthesis()).toBe('');
  expect(statSync(server()).mtimeMs).toBe(mtimeMs);

  // As if something had been edited since.
  utimesSync(server(), 1, 1);
  expect(beforeSynthesis()).toBe(`built ${join(folder, 'made')}\n`);
  expect(statSync(server()).mtimeMs).toBeGreaterThan(mtimeMs);
});
