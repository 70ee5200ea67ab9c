import {
  formatProblem,
  isRegion,
  type LoadResult,
  type ResourceGraph,
} from '../../lib/assembly/index.ts';
import { PAST_OUTAGES, replayOf } from '../../lib/resilience/events/index.ts';
import {
  type Given,
  type PredictOptions,
  predict,
  scenariosOf,
} from '../../lib/resilience/index.ts';
import { declaredIn } from '../../lib/resilience/inputs/declaration.ts';
import { parseFacts } from '../../lib/resilience/inputs/facts-file.ts';
import { parseObjectives } from '../../lib/resilience/inputs/objectives-file.ts';
import { scenarioName } from '../../lib/resilience/inputs/scenario-name.ts';
import { OF_RESOURCES, parseSetting } from '../../lib/resilience/inputs/setting.ts';
import type { ResilienceObjectives } from '../../lib/resilience/objectives/objectives.ts';
import { didYouMean } from '../../lib/validation/index.ts';
import type { Options } from './options.ts';
import { readFile } from './templates.ts';

/** The options that say what a prediction rests on, and what it is held against. */
export const PREDICTION_OPTIONS = {
  objectives: { type: 'string' },
  facts: { type: 'string' },
  set: { type: 'string', multiple: true },
  scenario: { type: 'string', multiple: true },
  event: { type: 'string', multiple: true },
  at: { type: 'string' },
} as const;

/** What a prediction is asked for. */
export interface PredictionInputs {
  readonly objectives: ResilienceObjectives;
  readonly options: PredictOptions;
}

/**
 * What the assembly carries, and in its place what the options name; everything that is wrong goes
 * to `mistakes`.
 */
export function readPredictionInputs(
  { values, lists }: Options,
  { graph, declaration }: Pick<LoadResult, 'graph' | 'declaration'>,
  mistakes: string[],
): PredictionInputs {
  const carried = declaredIn(declaration, graph);
  const declared = readObjectives(values.objectives, mistakes);
  const given: Record<string, Given> = {
    ...carried.given,
    ...readFacts(values.facts, mistakes),
    ...declared.given,
    ...readSettings(lists.set ?? [], mistakes),
  };
  mistakes.push(...resourceMistakes(given, graph));
  const base: PredictOptions = { given };
  const events = readEvents(lists.event ?? [], values.at, mistakes);
  const scenarios = readScenarios(lists.scenario ?? [], graph, base, mistakes);
  const options: PredictOptions = {
    ...base,
    ...(events.length > 0 && { scenarioKinds: events }),
    ...(scenarios.length > 0 && { scenarios }),
  };
  if (events.length > 0 && scenarios.length > 0) {
    mistakes.push('--event and --scenario are given: ask for one of them at a time');
  }
  if (
    events.length > 0 &&
    mistakes.length === 0 &&
    predict(graph, options).scenarios.length === 0
  ) {
    mistakes.push(
      '--event finds nothing to hit: no Region and no zone of these templates is known',
    );
  }
  return { objectives: { ...carried.objectives, ...declared.objectives }, options };
}

function readObjectives(path: unknown, mistakes: string[]) {
  const text = typeof path === 'string' ? readFile(path, mistakes) : undefined;
  if (typeof path !== 'string' || text === undefined) return { objectives: {}, given: {} };
  const { declared, problems } = parseObjectives(text, path);
  mistakes.push(...problems.map(formatProblem));
  const given = Object.entries(declared.assumptions).map(([key, value]): [string, Given] => [
    key,
    { value, source: path, setBy: 'declared' },
  ]);
  return { objectives: declared.objectives, given: Object.fromEntries(given) };
}

function readFacts(path: unknown, mistakes: string[]): Readonly<Record<string, Given>> {
  const text = typeof path === 'string' ? readFile(path, mistakes) : undefined;
  if (typeof path !== 'string' || text === undefined) return {};
  const { facts, problems } = parseFacts(text, path);
  mistakes.push(...problems.map(formatProblem));
  return facts;
}

function readSettings(
  settings: readonly string[],
  mistakes: string[],
): Readonly<Record<string, Given>> {
  const given: Record<string, Given> = {};
  for (const setting of settings) {
    const parsed = parseSetting(setting);
    if ('problem' in parsed) mistakes.push(parsed.problem);
    else given[parsed.key] = parsed.given;
  }
  return given;
}

/** Assumptions about resources that the templates do not have. */
function resourceMistakes(
  given: Readonly<Record<string, Given>>,
  graph: ResourceGraph,
): readonly string[] {
  if (graph.nodes.length === 0) return [];
  const names = new Set(
    graph.nodes.flatMap(({ id, logicalId, constructPath = id }) => [logicalId, id, constructPath]),
  );
  return Object.entries(given).flatMap(([key, { source = '' }]) => {
    const [prefix = '', ...rest] = key.split('.');
    const name = rest.join('.');
    if (!Object.hasOwn(OF_RESOURCES, prefix) || names.has(name)) return [];
    const hint = didYouMean(name, names);
    return [`${key} (${source}) does not match any resource of these templates${hint}`];
  });
}

function readScenarios(
  asked: readonly string[],
  graph: ResourceGraph,
  options: PredictOptions,
  mistakes: string[],
): readonly string[] {
  const named = asked.filter((text) => {
    const wrong = scenarioName('', text);
    for (const { expected, remedy } of wrong) {
      mistakes.push(`--scenario is ${text}, expected ${expected}; ${remedy}`);
    }
    return wrong.length === 0;
  });
  if (mistakes.length > 0 || graph.nodes.length === 0) return named;
  for (const text of named) {
    if (predict(graph, { ...options, scenarios: [text] }).scenarios.length > 0) continue;
    const known = scenariosOf(graph, options).map(({ id }) => id);
    const hint = didYouMean(text, known);
    mistakes.push(
      `--scenario ${text} does not match anything in these templates${hint || '; --list shows those that are'}`,
    );
  }
  return named;
}

function readEvents(asked: readonly string[], at: unknown, mistakes: string[]) {
  if (typeof at === 'string' && !isRegion(at)) {
    mistakes.push(`--at is ${at}, expected the name of a Region such as eu-west-1`);
  }
  if (typeof at === 'string' && asked.length === 0) {
    mistakes.push('--at moves an event to a Region: give --event as well');
  }
  return asked.flatMap((id) => {
    const outage = PAST_OUTAGES.find((one) => one.id === id);
    if (outage !== undefined) return replayOf(outage, typeof at === 'string' ? at : undefined);
    const ids = PAST_OUTAGES.map((one) => one.id);
    const hint = didYouMean(id, ids) || '; --list shows them all';
    mistakes.push(`--event ${id} is not known${hint}`);
    return [];
  });
}
