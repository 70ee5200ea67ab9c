import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/getting-started.md'), 'utf8');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-started-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is fenced after a text: the file, or what a command printed. */
function fenceAfter(text: string): string {
  const rest = page.slice(page.indexOf(text) + text.length);
  return /^```\w*\n(.*?)^```$/ms.exec(rest)?.[1] ?? '';
}

function evenkeel(...args: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'bin/evenkeel.ts'), 'review', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout };
}

test('the stacks are those of the default', () => {
  const names = synthesize(configWith()).map(({ name }) => name);
  const listed = fenceAfter('npx cdk list\n```').trim().split('\n');
  const expected = names.map((name) => `${name.replace('-', '/')} (${name})`);
  expect(listed.toSorted()).toEqual(expected.toSorted());
});

test('the template gets the finding that is shown', () => {
  writeFileSync(join(folder, 'cache.yaml'), fenceAfter('`cache.yaml`:'));
  const { status, stdout } = evenkeel('cache.yaml');
  const shown = fenceAfter('npx evenkeel review cache.yaml\n```');
  expect(shown).toContain('HA-CACHE-3');
  expect(stdout).toContain(shown);
  expect(status).toBe(1);
});

test('the config for a pilot light is accepted', () => {
  writeFileSync(join(folder, 'review.yaml'), fenceAfter('looks like a service that is down:'));
  writeFileSync(join(folder, 'empty.yaml'), 'Resources: { T: { Type: "AWS::SNS::Topic" } }');
  const { status } = evenkeel('empty.yaml', '--config', 'review.yaml', '--fail-on', 'never');
  expect(status).toBe(0);
});

test('the app without the acknowledgement fails with what is shown', () => {
  const source = fenceAfter('the last two lines new:');
  // Inside the project, where the imports are found.
  const file = join(root, 'test', `.started-${process.pid}.ts`);
  writeFileSync(file, source);
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--conditions=evenkeel-source', file], {
      encoding: 'utf8',
      env: { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out') },
    });
    const shown = fenceAfter("npx cdk synth --quiet --app 'node sessions.ts'\n```");
    expect(shown).toContain('HA-CACHE-3');
    expect(stderr).toContain(shown);
    expect(status).not.toBe(0);
  } finally {
    rmSync(file);
  }
});

test('the mistake in the config is reported as shown', () => {
  const regions = [{ name: 'eu-west-1' }, { name: 'eu-cental-1' }];
  expect(() => synthesize(configWith({ regions }))).toThrow(fenceAfter('all at once:').trim());
});

test('the line to break is there to be broken', () => {
  const source = readFileSync(
    join(root, 'constructs/service/multi-az-auto-scaling-group.ts'),
    'utf8',
  );
  expect(source).toContain('vpcSubnets: { subnets: subnets.subnets },');
  expect(page).toContain('`vpcSubnets: { subnets: subnets.subnets }`');
});
