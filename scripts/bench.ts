import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe, median } from './bench/statistics.ts';
import { benchWorkload } from './bench/workload.ts';

/**
 * Measures commands against each other, in alternating pairs in one run, since absolute times say
 * more about the machine than about the command. Prints each ratio's median with its spread.
 */
interface Comparison {
  readonly name: string;
  readonly subject: readonly string[];
  readonly yardstick: readonly string[];
  /** The largest median ratio that is still good. */
  readonly limit?: number;
  /** The most milliseconds that the subject may take longer, as a median. */
  readonly limitBeyond?: number;
}

const out = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'));
/** What is reviewed: a folder that no other comparison writes to. */
const reviewed = join(out, 'reviewed');
const synth = (app: string, output = join(out, 'synthesized')) => [
  'cdk',
  'synth',
  '--quiet',
  '--app',
  app,
  '--output',
  output,
];

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

function within(value: number, limit: number | undefined): string {
  if (limit === undefined) return '';
  if (value > limit) process.exitCode = 1;
  return `, limit ${limit}`;
}

/** Reviews the default architecture with the command as it is published. */
function reviewing(): Comparison[] {
  seconds(['node', 'scripts/build.ts']);
  seconds(synth('node bin/app.ts', reviewed));
  const templates = globSync(join(reviewed, '**/*.template.json'));
  const subject = ['node', 'dist/evenkeel.js', 'review', '--fail-on', 'never', reviewed];
  const againstNode: Comparison = {
    name: `evenkeel review, ${templates.length} templates / node that does nothing`,
    subject,
    yardstick: ['node', '-e', '0'],
    limitBeyond: 300,
  };
  if (spawnSync('cfn-lint', ['--version']).error !== undefined) {
    console.log('cfn-lint is not installed: the review is not measured against it');
    return [againstNode];
  }
  return [
    againstNode,
    {
      name: `evenkeel review / cfn-lint, ${templates.length} templates`,
      subject,
      yardstick: ['cfn-lint', '--non-zero-exit-code', 'none', '--', ...templates],
      limit: 0.1,
    },
  ];
}

const { values: options } = parseArgs({ options: { pairs: { type: 'string', default: '5' } } });
const pairs = Number(options.pairs);

try {
  for (const { name, subject, yardstick, limit, limitBeyond } of [...comparisons, ...reviewing()]) {
    seconds(subject);
    seconds(yardstick);
    const times = Array.from(
      { length: pairs },
      () => [seconds(subject), seconds(yardstick)] as const,
    );
    const ratios = times.map(([mine, other]) => mine / other);
    const beyond = times.map(([mine, other]) => (mine - other) * 1000);
    console.log(`${name}, ${pairs} pairs, median (lowest to highest)`);
    console.log(`  ratio    ${describe(ratios)}${within(median(ratios), limit)}`);
    console.log(`  beyond   ${describe(beyond, 0)} ms${within(median(beyond), limitBeyond)}`);
    console.log(`  seconds  ${describe(times.map(([mine]) => mine))}`);
    console.log(`  against  ${describe(times.map(([, other]) => other))}`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
// A second each, on servers that run, and so the more of them.
await benchWorkload(3 * pairs);
