import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

// Fetches Node for the instances: the version that the project is pinned to, of the CPU that they
// have, whatever this machine has. npm checks what it gets against the registry's sum, and the
// archive that goes to the instances has a sum of its own.
const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: 'arm64' },
    output: { type: 'string', default: '.runtime' },
  },
});
if (!['arm64', 'x64'].includes(values.arch)) {
  console.error(`--arch is '${values.arch}', expected arm64 or x64: the CPU of instanceType`);
  process.exit(1);
}

const manifest = join(import.meta.dirname, '../node_modules/node/package.json');
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-runtime-'));
try {
  const name = `node-linux-${values.arch}@${version}`;
  const pack = ['pack', name, '--pack-destination', folder, '--json', '--ignore-scripts'];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' }));
  const output = resolve(values.output);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const members = ['package/bin/node', 'package/LICENSE'];
  const extract = ['-xzf', join(folder, filename), '-C', output, '--strip-components=1'];
  execFileSync('tar', [...extract, ...members]);
  console.log(`fetched ${name} to ${values.output}`);
} finally {
  rmSync(folder, { recursive: true });
}
