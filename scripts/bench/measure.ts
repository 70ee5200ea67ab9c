import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a command took, with every Node that it started. */
export interface Usage {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of CPU; 0 for what is not Node. */
  readonly cpu: number;
  /** The most memory that one process had, in KB. */
  readonly peak: number;
}

const recorder = pathToFileURL(join(import.meta.dirname, 'usage.mjs')).href;

/** Runs a command to its end. */
export function measure([command = '', ...args]: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-usage-'));
  try {
    const env = { ...process.env, NODE_OPTIONS: `--import=${recorder}`, BENCH_USAGE: folder };
    const start = performance.now();
    const { status, stderr, error } = spawnSync(command, args, {
      encoding: 'utf8',
      env,
      maxBuffer: 1024 ** 3,
    });
    const wall = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${error ?? stderr}`);
    const processes: { cpu: number; peak: number }[] = readdirSync(folder).map((file) =>
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    );
    return {
      wall,
      cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0),
      peak: Math.max(0, ...processes.map(({ peak }) => peak)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs two commands in turn, each first as often as the other, after one run that does not count. */
export function measurePairs(
  subject: readonly string[],
  yardstick: readonly string[],
  pairs: number,
): readonly (readonly [Usage, Usage])[] {
  measure(subject);
  measure(yardstick);
  return Array.from({ length: pairs }, (_, pair) => {
    if (pair % 2 === 0) return [measure(subject), measure(yardstick)] as const;
    const other = measure(yardstick);
    return [measure(subject), other] as const;
  });
}
