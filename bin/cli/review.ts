import { resolve } from 'node:path';
import { formatProblem, type InputProblem } from '../../lib/assembly/index.ts';
import { acknowledgedInStacks } from '../../lib/review/cdk/acknowledged-rules.ts';
import { review } from '../../lib/review/engine.ts';
import { levelsOf, PRESET_NAMES } from '../../lib/review/presets.ts';
import {
  createProfile,
  type Peak,
  unusedPeaks,
  withDeclaration,
} from '../../lib/review/profile.ts';
import { FORMATS, type Format } from '../../lib/review/reports/index.ts';
import { createReport, type Report } from '../../lib/review/reports/report.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { readBaseline, writeBaseline } from './baseline.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { choice, readOptions, textOf } from './options.ts';
import { emit, outputMistakes, refuse } from './output.ts';
import { readInputs } from './review-inputs.ts';

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  region: { type: 'string' },
  parameters: { type: 'string', multiple: true },
  preset: { type: 'string' },
  baseline: { type: 'string' },
  strict: { type: 'boolean' },
  info: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const THRESHOLDS = ['error', 'warning', 'never'] as const;

type Threshold = (typeof THRESHOLDS)[number];

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
  --config FILE       JSON or YAML: strategy, or its properties, stage, Regions
                      and their roles, floors, objectives, acknowledgements, and with 'stacks' where each
                      template is deployed
  --region REGION     the Region of all stacks that nothing else places
  --preset PRESET     core (lost zones and lost data, the rest is advice), production,
                      multi-region or strict (default: production, and core where
                      neither the config nor the assembly declares anything)
  --parameters VALUES a file with values of parameters, as the AWS CLI takes it, or
                      one as Key=Value; again for more
  --baseline FILE     what is in it is only counted; written if it is not there
  --info              list advice, too, in the text
  --strict            what is unknown counts as a warning, and a file that cannot be
                      used ends in 2
  --help              show this

Accept a finding in the config, with the reason, for good or until a day:
  acknowledgements:
    - rule: HA-ASG-7
      resource: shop/Batch/**
      reason: a batch job may wait
      expires: 2027-06-30

Turn a rule off, or give it another level, in the config, with the reason:
  rules:
    HA-ALB-8: { level: off, reason: two targets are all there are }

Exit codes:
  0  nothing at or above the level
  1  findings at or above the level
  2  a mistake in the options, a path that is not there, nothing of the input that
     could be used, or with --strict not all of it
`,
  run,
};

function run(args: readonly string[], io: Io): ExitCode {
  const given = readOptions(args, OPTIONS);
  const { values, lists, positionals, problems: mistakes } = given;
  if (values.help === true) {
    io.stdout.write(reviewCommand.help);
    return 0;
  }
  const problems = [...mistakes];
  const formats = Object.keys(FORMATS) as Format[];
  const format = choice('format', values.format, formats, 'text', problems);
  const failOn = choice('fail-on', values['fail-on'], THRESHOLDS, 'error', problems);
  const preset =
    values.preset === undefined
      ? undefined
      : choice('preset', values.preset, PRESET_NAMES, 'production', problems);
  const progress = io.stderr.isTTY === true;
  if (progress) io.stderr.write('reading templates…');
  const inputs = readInputs(
    {
      paths: positionals,
      config: textOf(values.config),
      region: textOf(values.region),
      parameters: lists.parameters ?? [],
    },
    problems,
  );
  if (progress) io.stderr.write('\r\u001b[K');
  const baselineFile = textOf(values.baseline);
  const baseline = baselineFile === undefined ? undefined : readBaseline(baselineFile, problems);
  problems.push(...outputMistakes(given, inputs.graph, io));
  if (problems.length > 0) return refuse('review', problems, io);

  const { graph, config } = inputs;
  const options = withDeclaration({ ...config, ...(preset && { preset }) }, inputs.declaration);
  const levels = levelsOf(rules, options);
  const isStrict = values.strict === true || config.strict === true || levels.preset === 'strict';
  const unread = inputs.problems.filter(({ severity }) => severity === 'error');
  const profile = createProfile(options, graph);
  const seen = [...inputs.problems, ...unusedPeaks(profile, graph).map(unusedPeak)];
  const acknowledgements = [...(config.acknowledgements ?? []), ...acknowledgedInStacks(graph)];
  const result = review({ graph, rules: levels.rules, profile, acknowledgements, today: io.today });
  const output = textOf(values.output);
  const isColoured = output === undefined && io.stdout.isTTY === true && !io.env.NO_COLOR;
  let report: Report;
  let text: string;
  try {
    report = createReport({
      graph,
      problems: seen,
      review: result,
      levels,
      profile,
      root: io.cwd,
      baseline: baseline?.fingerprints,
    });
    text = FORMATS[format](report, { isTerminal: isColoured, info: values.info === true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return refuse('review', [`the report could not be made: ${reason}`], io);
  }
  const failure = emit(text, output, io);
  if (failure !== undefined) return refuse('review', [failure], io);
  // Of half of the input there is no baseline: what was not read would be new later.
  if (isStrict && unread.length > 0) return refuse('review', unread.map(formatProblem), io);
  if (baselineFile !== undefined && baseline?.fingerprints === undefined) {
    const failure = writeBaseline(resolve(io.cwd, baselineFile), report);
    if (failure !== undefined) return refuse('review', [failure], io);
    io.stderr.write(
      `evenkeel review: ${baselineFile} is written: from now on only what is new counts\n`,
    );
    return 0;
  }
  return fails(report, failOn, isStrict) ? 1 : 0;
}

function unusedPeak({ resource }: Peak): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    file: 'peaks',
    found: `a peak of ${resource}`,
    expected: 'the logical ID or construct path of a resource in this review',
    fix: 'correct or remove it: nothing is held against it',
  };
}

/** Whether findings reach the threshold; what is unknown counts as a warning if it is strict. */
function fails({ summary }: Report, failOn: Threshold, isStrict: boolean): boolean {
  const warnings = summary.warning + (isStrict ? summary.unknown : 0);
  return failOn !== 'never' && summary.error + (failOn === 'warning' ? warnings : 0) > 0;
}
