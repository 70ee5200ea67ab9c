import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { archiveOf } from '../constructs/service/folder-archive.ts';
import sums from './runtime-sums.json' with { type: 'json' };

export const architectures = ['arm64', 'x64'];

/** Where the Node for the instances is, as an archive: what `workload.runtime` names. */
export const runtimeFile = (arch: string) => `.runtime/${arch}.tar.gz`;

/** The package that has it: of the version that the project is pinned to, for either CPU. */
export function runtimePackage(arch: string): string {
  const manifest = join(import.meta.dirname, '../node_modules/node/package.json');
  return `node-linux-${arch}@${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
}

/** Whether an archive is there, and made of that package. */
export function hasRuntime(arch: string): boolean {
  const [file, note] = [runtimeFile(arch), noteOf(arch)];
  return (
    existsSync(file) && existsSync(note) && readFileSync(note, 'utf8') === runtimePackage(arch)
  );
}

const noteOf = (arch: string) => `.runtime/${arch}.package`;

/**
 * Fetches Node for the instances, of the CPU that they have, whatever this machine has, and archives
 * it as they get it: compressing it takes longer than a synthesis, and is done once.
 *
 * @param expected the sum of the package as it was when this project was pinned to it
 * @throws Error when npm cannot fetch it, or has fetched something else
 */
export function fetchRuntime(arch: string, expected = pinnedSum(arch)): void {
  const name = runtimePackage(arch);
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-runtime-'));
  try {
    const tarball = join(folder, pack(name, folder));
    const sum = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (sum !== expected) {
      throw new Error(`npm has fetched a ${name} of ${sum}, expected ${expected}: do not use it`);
    }
    const content = join(folder, 'content');
    mkdirSync(content);
    const members = ['package/bin/node', 'package/LICENSE'];
    execFileSync('tar', ['-xzf', tarball, '-C', content, '--strip-components=1', ...members]);

    const [file, note] = [runtimeFile(arch), noteOf(arch)];
    mkdirSync(dirname(file), { recursive: true });
    rmSync(note, { force: true });
    // Renamed, so that nobody archives a part of it, and a cloud assembly that links to the one
    // before keeps it.
    writeFileSync(`${file}.new`, archiveOf(content).content);
    renameSync(`${file}.new`, file);
    writeFileSync(note, name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pinnedSum(arch: string): string {
  const name = runtimePackage(arch);
  const found: string | undefined = { ...sums }[name];
  if (found !== undefined) return found;
  throw new Error(
    `scripts/runtime-sums.json has no sum of ${name}: add what npm view ${name} dist.integrity says`,
  );
}

/** @returns the name of the file */
function pack(name: string, folder: string): string {
  const args = ['pack', name, '--pack-destination', folder, '--json', '--ignore-scripts'];
  // Where there is no network, npm would try for more than a minute.
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const { stdout, error } = spawnSync('npm', [...args, ...patience], { encoding: 'utf8' });
  if (error) throw error;
  const said = JSON.parse(stdout || '{}');
  if (Array.isArray(said)) return said[0].filename;
  throw new Error(`npm cannot fetch ${name}: ${said.error?.summary ?? 'it does not say why'}`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { arch: { type: 'string', default: 'arm64' } } });
  const { arch } = values;
  try {
    if (!architectures.includes(arch)) {
      throw new Error(`--arch is '${arch}', expected arm64 or x64: the CPU of instanceType`);
    }
    fetchRuntime(arch);
    console.log(`made ${runtimeFile(arch)} of ${runtimePackage(arch)}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
