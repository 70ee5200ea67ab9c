import { readOptions, textOf } from '../../bin/cli/options.ts';

export interface BenchOptions {
  /** How often each command runs. */
  readonly runs: number;
  /** Text in the names of the rows to measure; all by default. */
  readonly only: string;
  /** Whether to write what later runs are held against. */
  readonly record: boolean;
}

const HELP = `Usage: npm run bench -- [options]

  --runs N      how often each command runs, in turn with what it is held against (default: 5)
  --only TEXT   only the rows whose name has TEXT in it
  --record      write scripts/bench/result.json, against which later runs are held
  --help        show this
`;

/** What to measure, or what is wrong with the command line. */
export function readBenchOptions(
  args: readonly string[],
): BenchOptions | { readonly problems: readonly string[] } | { readonly help: string } {
  const { values, positionals, problems } = readOptions(args, {
    runs: { type: 'string' },
    only: { type: 'string' },
    record: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (values.help === true) return { help: HELP };
  const runs = textOf(values.runs) ?? '5';
  const found = [...problems, ...positionals.map((one) => `unexpected argument ${one}`)];
  if (!/^[1-9]\d{0,2}$/.test(runs)) {
    found.push(`--runs is ${runs}, expected a whole number from 1 to 999`);
  }
  if (values.record === true && values.only !== undefined) {
    found.push('--record writes all rows: leave out --only');
  }
  if (found.length > 0) return { problems: found };
  return { runs: Number(runs), only: textOf(values.only) ?? '', record: values.record === true };
}
