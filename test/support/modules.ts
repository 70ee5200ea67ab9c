import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ModuleRun {
  /** The URL of the module. */
  readonly module: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(import.meta.dirname, '../..');

/** Runs modules one after the other in one process of Node, from the root of the repository. */
export function runModules(
  runs: readonly ModuleRun[],
  nodeOptions: readonly string[] = [],
): readonly RunResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-runs-'));
  try {
    const [input, output] = [join(folder, 'runs.json'), join(folder, 'results.json')];
    writeFileSync(input, JSON.stringify(runs));
    const script = join(import.meta.dirname, 'run-modules.ts');
    const { status, stderr } = spawnSync(
      process.execPath,
      [...nodeOptions, script, input, output],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`the runs ended in ${status}: ${stderr}`);
    return JSON.parse(readFileSync(output, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
