import type { ResourceGraph } from '../assembly/index.ts';
import { isScenario, judgeObjectives, scenarioOf } from './objectives/judge.ts';
import type { ResilienceObjectives } from './objectives/objectives.ts';
import { type PredictOptions, predict, scenariosOf } from './predict.ts';
import type { Prediction } from './prediction.ts';
import { remediesFor } from './remedies.ts';

/**
 * A prediction with the objectives held against it. What they name beyond the standard scenarios is
 * predicted as well; of scenarios that were chosen, those objectives are judged that are about one.
 *
 * @param keep what of the prediction counts
 */
export function predictWith(
  graph: ResourceGraph,
  objectives: ResilienceObjectives,
  options: PredictOptions = {},
  keep: (prediction: Prediction) => Prediction = (all) => all,
): Prediction {
  const prediction = keep(predict(graph, withNamed(graph, objectives, options)));
  const judge = objectives.judge ?? 'typical';
  const asked = options.scenarios === undefined ? objectives : about(objectives, prediction);
  return {
    ...prediction,
    objectives: judgeObjectives(asked, prediction.scenarios, (scenario, path) =>
      remediesFor(graph, options, { scenario, path, judge }),
    ),
  };
}

function withNamed(
  graph: ResourceGraph,
  { recovery = {}, survives = [] }: ResilienceObjectives,
  options: PredictOptions,
): PredictOptions {
  if (options.scenarios !== undefined) return options;
  const named = [...Object.keys(recovery).map(scenarioOf), ...survives];
  if (named.length === 0) return options;
  const standard = scenariosOf(graph, options).map(({ id }) => id);
  const others = named.filter((name) => !standard.some((id) => isScenario(name, id)));
  return others.length === 0 ? options : { ...options, scenarios: [...standard, ...others] };
}

function about(
  { recovery = {}, survives = [], ...others }: ResilienceObjectives,
  { scenarios }: Prediction,
): ResilienceObjectives {
  const isPredicted = (name: string) => scenarios.some(({ id }) => isScenario(name, id));
  const targets = Object.entries(recovery).filter(([name]) => isPredicted(scenarioOf(name)));
  return {
    ...others,
    recovery: Object.fromEntries(targets),
    survives: survives.filter(isPredicted),
  };
}
