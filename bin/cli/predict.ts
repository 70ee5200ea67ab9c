import type { ResourceGraph } from '../../lib/assembly/index.ts';
import { oneLine } from '../../lib/formats/index.ts';
import { alternativesOf } from '../../lib/resilience/alternatives.ts';
import { changesSince } from '../../lib/resilience/compare.ts';
import { PAST_OUTAGES } from '../../lib/resilience/events/index.ts';
import { type PredictOptions, scenariosOf } from '../../lib/resilience/index.ts';
import { predictWith } from '../../lib/resilience/judged.ts';
import { PREDICTION_FORMATS, type PredictionFormat } from '../../lib/resilience/reports/index.ts';
import {
  createPredictionReport,
  type PredictionReport,
} from '../../lib/resilience/reports/report.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { choice, readOptions, textOf } from './options.ts';
import { emit, outputMistakes, refuse } from './output.ts';
import { PREDICTION_OPTIONS, readPredictionInputs } from './prediction-inputs.ts';
import { readTemplates } from './templates.ts';

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on': { type: 'string' },
  against: { type: 'string' },
  region: { type: 'string' },
  parameters: { type: 'string', multiple: true },
  ...PREDICTION_OPTIONS,
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const THRESHOLDS = ['missed', 'unknown', 'never'] as const;

type Threshold = (typeof THRESHOLDS)[number];

export const predictCommand: Command = {
  name: 'predict',
  summary:
    'say who is still served when something is gone, how long until the rest is, what is lost',
  help: `Usage: evenkeel predict PATH… [options]

Says for each failure and place who is still served, with which capacity, how
long until the rest is, and what is lost, for reads, writes and asynchronous work
apart: from CloudFormation templates (JSON or YAML), cloud assemblies (cdk.out)
and folders of either. Each figure names the property, the fact of AWS or the
assumption that it is from. Give it the stacks of every Region.

Options:
  --format FORMAT     text, json, junit, markdown or html (default: text)
  --output FILE       write the report to a file
  --objectives FILE   JSON or YAML: objectives, survives, need, hard, and other
                      assumptions; the prediction is held against it
                      (default: what an assembly of evenkeel carries)
  --fail-on LEVEL     missed, unknown or never (default: missed)
  --scenario ID       a failure by name, with its place or without, or two joined
                      by +; again for more (default: all standard ones)
  --event ID          a past outage of AWS, laid on these templates; again for more
  --at REGION         where the event happens (default: its own Region if the
                      templates have it, else the one that serves first)
  --list              show the scenarios of these templates, and the events
  --set KEY=VALUE     an assumption or a fact, as decisionMinutes=10 or need.WebGroup=4
  --facts FILE        JSON or YAML: facts of your own, such as measured timings
  --against BASE      templates to compare with: what got better or worse
  --region REGION     the Region of all stacks that nothing else places
  --parameters VALUES a file with values of parameters, as the AWS CLI takes it, or
                      one as Key=Value; again for more
  --help              show this

A file of objectives:
  objectives:
    regionLoss: { rtoMinutes: 20, rpoMinutes: 1 }
    az-loss: { rtoMinutes: 1, byItself: true }
  survives: [az-loss, az-loss+no-launches]
  need: { WebGroup: 4 }
  hard: { Cache: false }
  decisionMinutes: 10

Exit codes:
  0  every objective is met, or as far as --fail-on asks
  1  an objective is missed, or not known with --fail-on unknown
  2  nothing of the input could be used
`,
  run,
};

function run(args: readonly string[], io: Io): ExitCode {
  const options = readOptions(args, OPTIONS);
  const { values, lists, positionals } = options;
  if (values.help === true) {
    io.stdout.write(predictCommand.help);
    return 0;
  }
  const mistakes = [...options.problems];
  const formats = Object.keys(PREDICTION_FORMATS) as PredictionFormat[];
  const format = choice('format', values.format, formats, 'text', mistakes);
  const failOn = choice('fail-on', values['fail-on'], THRESHOLDS, 'missed', mistakes);
  const common = { region: textOf(values.region), parameters: lists.parameters ?? [] };
  const progress = io.stderr.isTTY === true;
  if (progress) io.stderr.write('reading templates…');
  const loaded = readTemplates({ ...common, paths: positionals }, mistakes);
  const baseFile = textOf(values.against);
  const ofBase: string[] = [];
  const base =
    baseFile === undefined ? undefined : readTemplates({ ...common, paths: [baseFile] }, ofBase);
  // What is wrong with the options both are read with is told once.
  mistakes.push(...ofBase.filter((mistake) => !mistakes.includes(mistake)));
  if (progress) io.stderr.write('\r\u001b[K');
  const inputs = readPredictionInputs(options, loaded, mistakes);
  mistakes.push(...outputMistakes(options, loaded.graph, io));
  if (mistakes.length > 0) return refuse('predict', mistakes, io);

  const { graph, problems } = loaded;
  if (values.list === true) {
    io.stdout.write(listOf(graph, inputs.options));
    return 0;
  }
  let report: PredictionReport;
  let text: string;
  try {
    const prediction = predictWith(graph, inputs.objectives, inputs.options);
    report = createPredictionReport({
      prediction,
      alternatives: alternativesOf(graph, prediction, inputs.options),
      ...(base !== undefined && {
        changes: changesSince(
          predictWith(base.graph, inputs.objectives, inputs.options),
          prediction,
        ),
      }),
      problems,
      stacks: graph.stacks.length,
      resources: graph.nodes.length,
      root: io.cwd,
    });
    const isTerminal = values.output === undefined && io.stdout.isTTY === true && !io.env.NO_COLOR;
    text = PREDICTION_FORMATS[format](report, { isTerminal });
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return refuse('predict', [`the prediction could not be made: ${reason}`], io);
  }
  const failure = emit(text, textOf(values.output), io);
  if (failure !== undefined) return refuse('predict', [failure], io);
  return fails(report, failOn) ? 1 : 0;
}

function listOf(graph: ResourceGraph, options: PredictOptions): string {
  const scenarios = scenariosOf(graph, options);
  const width = Math.max(0, ...scenarios.map(({ id }) => id.length)) + 2;
  const lines = scenarios.map(({ id, title }) => oneLine(`  ${id.padEnd(width)}${title}`));
  const events = PAST_OUTAGES.flatMap(({ id, title, sources }) => [
    `  ${id.padEnd(28)}${title}`,
    ...sources.map(({ url }) => `  ${''.padEnd(28)}${url}`),
  ]);
  return `${['Scenarios (--scenario)', ...lines, '', 'Past outages (--event)', ...events].join('\n')}\n`;
}

function fails({ summary }: PredictionReport, failOn: Threshold): boolean {
  if (failOn === 'never') return false;
  return summary.missed + (failOn === 'unknown' ? summary.unknown : 0) > 0;
}
