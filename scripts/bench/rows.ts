import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../lib/stacks/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { configUnder, documented } from '../sample.ts';
import { AWKWARD, copiesOf, writeTemplates } from './assemblies.ts';
import { against, againstClock, alone, beyondNode, growing } from './figures.ts';
import { measure } from './measure.ts';
import type { Figure } from './result.ts';
import { benchWorkload } from './workload.ts';

/** What can be measured: each by its name, in some runs. */
export type Benches = Readonly<
  Record<string, (runs: number) => readonly Figure[] | Promise<readonly Figure[]>>
>;

const SIZES = [1_000, 10_000, 20_000, 30_000];
const evenkeel = (...args: readonly string[]) => ['node', 'dist/evenkeel.js', ...args];
const review = (path: string) => evenkeel('review', '--fail-on', 'never', path);
const predict = (path: string) => evenkeel('predict', '--fail-on', 'never', path);

/** The command of cdk.json for another app, so that both are run alike. */
function appCommand(app: string): string {
  return JSON.parse(readFileSync('cdk.json', 'utf8')).app.replace('bin/app.ts', app);
}

function synth(app: string, output: string): readonly string[] {
  return ['cdk', 'synth', '--quiet', '--app', appCommand(app), '--output', output];
}

/** @param out a folder for what is measured, which nothing else writes to */
export function benches(out: string): Benches {
  const synthesized = join(out, 'default');
  measure(['node', 'scripts/build.ts']);
  measure(synth('bin/app.ts', synthesized));
  const [assembly = ''] = globSync(join(synthesized, 'assembly-*'));
  const copies = (size: number) => copiesOf(assembly, 'evenkeel', size, join(out, `${size}`));
  const cfnLint = [
    'cfn-lint',
    '--non-zero-exit-code',
    'none',
    '--',
    ...globSync(join(synthesized, '**/*.template.json')),
  ];
  const hasCfnLint = spawnSync('cfn-lint', ['--version']).error === undefined;
  return {
    'cdk synth, default against one empty stack': (runs) => {
      const output = join(out, 'synthesized');
      const yardstick = synth('scripts/bench/empty-app.ts', output);
      return against(synth('bin/app.ts', output), yardstick, runs, { cpu: 3 });
    },
    'review of the default': (runs) => beyondNode(review(synthesized), runs, 0.3),
    ...(hasCfnLint && {
      'review of the default against cfn-lint': (runs) =>
        againstClock(review(synthesized), cfnLint, runs, 0.08),
    }),
    'review of large assemblies': (runs) => {
      const samples = SIZES.map((size) => {
        const { folder, resources } = copies(size);
        return { resources, command: review(folder) };
      });
      return growing(samples, Math.min(runs, 3), { growth: 1.1, cpu: 8, kilobytes: 60 });
    },
    ...Object.fromEntries(
      Object.entries(AWKWARD).map(([name, templates], index) => [
        `review of ${name}`,
        (runs: number) =>
          alone(review(writeTemplates(templates(), join(out, `awkward-${index}`))), runs, 5),
      ]),
    ),
    'predict, all scenarios of the default': (runs) => beyondNode(predict(synthesized), runs, 1),
    'predict, 10,000 resources': (runs) =>
      alone(predict(copies(10_000).folder), Math.min(runs, 3), 10),
    'objectives held against templates at synthesis': (runs) =>
      documented.map(({ name }) => {
        const outdir = join(out, name);
        createApp(planFor(configUnder(name)), { analyticsReporting: false, outdir }).synth();
        const held = () =>
          spawnSync('node', ['scripts/bench/gate.ts', outdir], { encoding: 'utf8' });
        const values = Array.from({ length: runs }, () => Number(held().stdout));
        return { name: `CPU time of ${name}`, unit: 's', values, atMost: 0.1 };
      }),
    // Ten seconds each, on servers that run, and so the more of them.
    'sample service against the same without policies': (runs) => benchWorkload(2 * runs),
  };
}
