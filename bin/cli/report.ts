import { linksOf } from '../../lib/report/links.ts';
import { reportPage } from '../../lib/report/page.ts';
import { placesOf } from '../../lib/report/places.ts';
import { alternativesOf } from '../../lib/resilience/alternatives.ts';
import { predictWith } from '../../lib/resilience/judged.ts';
import { createPredictionReport } from '../../lib/resilience/reports/report.ts';
import { acknowledgedInStacks } from '../../lib/review/cdk/acknowledged-rules.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile, withDeclaration } from '../../lib/review/profile.ts';
import { createReport } from '../../lib/review/reports/report.ts';
import { rules } from '../../lib/review/rules/index.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { readOptions, textOf } from './options.ts';
import { emit, outputMistakes, refuse } from './output.ts';
import { PREDICTION_OPTIONS, readPredictionInputs } from './prediction-inputs.ts';
import { readInputs } from './review-inputs.ts';

const OPTIONS = {
  output: { type: 'string' },
  config: { type: 'string' },
  region: { type: 'string' },
  parameters: { type: 'string', multiple: true },
  ...PREDICTION_OPTIONS,
  help: { type: 'boolean' },
} as const;

export const reportCommand: Command = {
  name: 'report',
  summary: 'write one page for people: objectives, failures, what is where, findings',
  help: `Usage: evenkeel report PATH… --output report.html [options]

Writes one HTML page that needs no script and loads nothing: whether each objective
is met and by how much, who is served when what is gone, the longest way back drawn
to scale, what is where, every scenario with its evidence, the findings of the
review with what is accepted, and what all of it rests on.

Options:
  --output FILE       where to write it (default: to standard output)
  --objectives FILE   as for evenkeel predict
  --config FILE       as for evenkeel review
  --scenario ID, --event ID, --at REGION, --set KEY=VALUE, --facts FILE
                      as for evenkeel predict
  --region REGION     the Region of all stacks that nothing else places
  --parameters VALUES a file with values of parameters, as the AWS CLI takes it, or
                      one as Key=Value; again for more
  --help              show this

Exit codes:
  0  the page is written, whatever it says
  2  nothing of the input could be used
`,
  run,
};

function run(args: readonly string[], io: Io): ExitCode {
  const options = readOptions(args, OPTIONS);
  const { values, lists, positionals: paths } = options;
  if (values.help === true) {
    io.stdout.write(reportCommand.help);
    return 0;
  }
  const mistakes = [...options.problems];
  const loaded = readInputs(
    {
      paths,
      config: textOf(values.config),
      region: textOf(values.region),
      parameters: lists.parameters ?? [],
    },
    mistakes,
  );
  const { graph, problems, config } = loaded;
  const inputs = readPredictionInputs(options, loaded, mistakes);
  mistakes.push(...outputMistakes(options, graph, io));
  if (mistakes.length > 0) return refuse('report', mistakes, io);
  let page: string;
  try {
    const prediction = predictWith(graph, inputs.objectives, inputs.options);
    const profile = createProfile(withDeclaration(config, loaded.declaration), graph);
    const acknowledgements = [...(config.acknowledgements ?? []), ...acknowledgedInStacks(graph)];
    const result = review({ graph, rules, profile, acknowledgements, today: io.today });
    page = reportPage({
      prediction: createPredictionReport({
        prediction,
        alternatives: alternativesOf(graph, prediction, inputs.options),
        problems,
        stacks: graph.stacks.length,
        resources: graph.nodes.length,
        root: io.cwd,
      }),
      review: createReport({ graph, problems, review: result, profile, root: io.cwd }),
      places: placesOf(graph),
      links: linksOf(graph),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return refuse('report', [`the page could not be made: ${reason}`], io);
  }
  const failure = emit(page, textOf(values.output), io);
  return failure === undefined ? 0 : refuse('report', [failure], io);
}
