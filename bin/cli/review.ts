import { resolve } from 'node:path';
import { formatProblem, type InputProblem, load, readText } from '../../lib/assembly/index.ts';
import { acknowledgedInStacks } from '../../lib/review/cdk/acknowledged-rules.ts';
import { parseConfig, type ReviewConfig } from '../../lib/review/config.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { FORMATS, type Format } from '../../lib/review/reports/index.ts';
import { createReport, type Report } from '../../lib/review/reports/report.ts';
import { rules } from '../../lib/review/rules/index.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { choice, readOptions } from './options.ts';
import { writeWhole } from './output.ts';

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const THRESHOLDS = ['error', 'warning', 'never'] as const;

type Threshold = (typeof THRESHOLDS)[number];

/** The largest config that is read. */
const MAX_CONFIG_BYTES = 1024 * 1024;

export const reviewCommand: Command = {
  name: 'review',
  summary: 'judge templates and cloud assemblies by rules for high availability',
  help: `Usage: evenkeel review PATH… [options]

Judges CloudFormation templates (JSON or YAML), cloud assemblies (cdk.out) and
folders of either by rules for high availability. All of them are looked at
together, so give it the stacks of every Region.

Options:
  --format FORMAT     text, json, sarif, junit, markdown or html (default: text)
  --output FILE       write the report to a file
  --fail-on LEVEL     error, warning or never (default: error)
  --config FILE       JSON or YAML: strategy, Regions and their roles, floors,
                      objectives, acknowledgements
  --help              show this

Exit codes:
  0  nothing at or above the level
  1  findings at or above the level
  2  the input could not be used
`,
  run,
};

function run(args: readonly string[], io: Io): ExitCode {
  const { values, positionals, problems: mistakes } = readOptions(args, OPTIONS);
  if (values.help === true) {
    io.stdout.write(reviewCommand.help);
    return 0;
  }
  const problems = [...mistakes];
  const formats = Object.keys(FORMATS) as Format[];
  const format = choice('format', values.format, formats, 'text', problems);
  const failOn = choice('fail-on', values['fail-on'], THRESHOLDS, 'error', problems);
  if (positionals.length === 0 && !args.includes('')) {
    problems.push('no PATH is given: pass templates or cdk.out');
  }
  const config = readConfig(values.config, problems);
  const progress = io.stderr.isTTY === true;
  if (progress) io.stderr.write('reading templates…');
  const { graph, problems: found } = load(positionals);
  if (progress) io.stderr.write('\r\u001b[K');
  if (positionals.length > 0) problems.push(...errorsOf(found));
  if (problems.length > 0) return refuse(problems, io);

  const profile = createProfile(config, graph);
  const acknowledgements = [...(config.acknowledgements ?? []), ...acknowledgedInStacks(graph)];
  const result = review({ graph, rules, profile, acknowledgements, today: io.today });
  const output = typeof values.output === 'string' ? values.output : undefined;
  const isColoured = output === undefined && io.stdout.isTTY === true && !io.env.NO_COLOR;
  let report: Report;
  let text: string;
  try {
    report = createReport({ graph, problems: found, review: result, profile, root: io.cwd });
    text = FORMATS[format](report, isColoured);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return refuse([`the report could not be made: ${reason}`], io);
  }
  if (output === undefined) io.stdout.write(text);
  else {
    const failure = writeWhole(resolve(io.cwd, output), text);
    if (failure !== undefined) return refuse([failure], io);
  }
  return fails(report, failOn, config.strict === true) ? 1 : 0;
}

function readConfig(path: string | boolean | undefined, problems: string[]): ReviewConfig {
  if (typeof path !== 'string') return {};
  const content = readText(path, MAX_CONFIG_BYTES);
  if ('problem' in content) {
    problems.push(formatProblem(content.problem));
    return {};
  }
  const { config, problems: found } = parseConfig(content.text, path);
  problems.push(...found.map(formatProblem));
  return config ?? {};
}

function errorsOf(problems: readonly InputProblem[]): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(formatProblem);
}

function refuse(problems: readonly string[], io: Io): ExitCode {
  for (const problem of problems) io.stderr.write(`evenkeel review: ${problem}\n`);
  return 2;
}

/** Whether findings reach the threshold; what is unknown counts as a warning if it is strict. */
function fails({ summary }: Report, failOn: Threshold, isStrict: boolean): boolean {
  const warnings = summary.warning + (isStrict ? summary.unknown : 0);
  return failOn !== 'never' && summary.error + (failOn === 'warning' ? warnings : 0) > 0;
}
