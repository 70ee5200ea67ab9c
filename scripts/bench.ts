import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Measures commands against each other, in alternating pairs in one run, since absolute times say
 * more about the machine than about the command. Prints each ratio's median with its spread.
 */
interface Comparison {
  readonly name: string;
  readonly subject: readonly string[];
  readonly yardstick: readonly string[];
  /** The largest median ratio that is still good. */
  readonly limit: number;
}

const out = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'));
const synth = (app: string) => ['cdk', 'synth', '--quiet', '--app', app, '--output', out];

const comparisons: readonly Comparison[] = [
  {
    name: 'cdk synth: default architecture / one empty stack',
    subject: synth('node bin/app.ts'),
    yardstick: synth('node scripts/bench/empty-app.ts'),
    limit: 1.5,
  },
];

function seconds([command = '', ...args]: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

function describe(values: readonly number[]): string {
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)];
  return `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** Reviews what the first comparison has left behind, where there is something to measure against. */
function reviewing(): Comparison[] {
  if (spawnSync('cfn-lint', ['--version']).error !== undefined) {
    console.log('cfn-lint is not installed: the review is not measured');
    return [];
  }
  seconds(synth('node bin/app.ts'));
  const templates = globSync('**/*.template.json', { cwd: out }).map((file) => join(out, file));
  return [
    {
      name: `evenkeel review / cfn-lint, ${templates.length} templates`,
      subject: ['node', 'bin/evenkeel.ts', 'review', '--fail-on', 'never', out],
      yardstick: ['cfn-lint', '--non-zero-exit-code', 'none', '--', ...templates],
      limit: 0.1,
    },
  ];
}

const { values: options } = parseArgs({ options: { pairs: { type: 'string', default: '5' } } });
const pairs = Number(options.pairs);

try {
  for (const { name, subject, yardstick, limit } of [...comparisons, ...reviewing()]) {
    seconds(subject);
    seconds(yardstick);
    const times = Array.from(
      { length: pairs },
      () => [seconds(subject), seconds(yardstick)] as const,
    );
    const ratios = times.map(([mine, other]) => mine / other);
    console.log(`${name}, ${pairs} pairs, median (lowest to highest)`);
    console.log(`  ratio    ${describe(ratios)}, limit ${limit}`);
    console.log(`  seconds  ${describe(times.map(([mine]) => mine))}`);
    console.log(`  against  ${describe(times.map(([, other]) => other))}`);
    if (median(ratios) > limit) process.exitCode = 1;
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
