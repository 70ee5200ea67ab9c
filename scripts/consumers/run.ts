import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { checkTarball } from './tarball.ts';

const root = join(import.meta.dirname, '../..');

/** A project of somebody who installs the package. */
export interface Consumer {
  readonly name: string;
  /** Where it is installed, below a temporary folder. */
  readonly folder: string;
  /** The folder of `test/consumers` that is copied over it. */
  readonly overlay: string;
  install(context: InstallContext): Promise<void>;
  /** What has to work there on every Node. */
  readonly steps: readonly (string | Step)[];
}

export interface InstallContext {
  readonly folder: string;
  /** The packed package. */
  readonly tarball: string;
  /** Runs a command in the folder, and returns what it prints. */
  readonly run: (command: string) => Promise<string>;
}

export interface Step {
  readonly command: string;
  readonly exit: number;
  /** What has to be in its output. */
  readonly shows?: string;
}

/** @throws Error when something does not hold */
export function check(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}

/**
 * Installs each consumer once, and runs it on each major version of Node, from npm's package of
 * that name.
 *
 * @throws Error with the first step of each consumer that does otherwise than expected, and what it
 *   printed
 */
export async function runConsumers(consumers: readonly Consumer[], nodes: readonly string[]) {
  const base = mkdtempSync(join(tmpdir(), 'evenkeel-consumers-'));
  try {
    await run(`npm pack --pack-destination ${base}`, root);
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const tarball = join(base, `${name}-${version}.tgz`);
    checkTarball(tarball);
    // While these are fetched, the consumers are installed.
    const bins = Promise.all(nodes.map((major) => installNode(base, major)));
    const results = await Promise.allSettled([
      bins,
      ...consumers.map((consumer) => runConsumer(consumer, base, tarball, bins)),
    ]);
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [String(result.reason)] : [],
    );
    check(failures.length === 0, [...new Set(failures)].join('\n\n'));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function runConsumer(
  { name, folder: path, overlay, install, steps }: Consumer,
  base: string,
  tarball: string,
  bins: Promise<readonly string[]>,
): Promise<void> {
  const started = performance.now();
  const folder = join(base, path);
  mkdirSync(folder, { recursive: true });
  await install({ folder, tarball, run: (command) => run(command, folder) });
  cpSync(join(root, 'test/consumers', overlay), folder, { recursive: true });
  const versions: string[] = [];
  for (const bin of await bins) {
    versions.push((await run('node --version', folder, { bin })).trim());
    for (const step of steps) {
      const expected = typeof step === 'string' ? { command: step, exit: 0 } : step;
      await run(expected.command, folder, { ...expected, bin });
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${name}: ${versions.join(', ')} (${seconds}s)`);
}

/** @returns the folder with its executable, for the front of `PATH` */
async function installNode(base: string, major: string): Promise<string> {
  const folder = join(base, `node${major}`);
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'package.json'),
    '{ "private": true, "allowScripts": { "node": true } }',
  );
  await run(`npm install node@${major}`, folder);
  return join(folder, 'node_modules/.bin');
}

/** What is in npm's cache is not asked for again, and nothing is reported about it. */
const sparing = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

interface Expected {
  readonly exit?: number;
  readonly shows?: string;
  /** What goes in front of `PATH`. */
  readonly bin?: string;
}

function run(command: string, cwd: string, { exit = 0, shows = '', bin }: Expected = {}) {
  const path = bin === undefined ? process.env.PATH : `${bin}${delimiter}${process.env.PATH}`;
  // What npm tells the scripts of this project is not for the projects of others.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local)|^INIT_CWD$|^CDK_/.test(name),
  );
  const env = { ...Object.fromEntries(inherited), ...sparing, PATH: path, NO_COLOR: '1' };
  const child = spawn(command, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  return new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === exit && output.includes(shows)) return resolve(output);
      const expected = `expected exit ${exit}${shows && ` and '${shows}'`}`;
      reject(new Error(`${command} (${bin ?? cwd}): exit ${status}, ${expected}\n${output}`));
    });
  });
}
