import type { ResourceGraph } from '../assembly/index.ts';
import { faultOf } from './effects.ts';
import type { Fact } from './facts/index.ts';
import { Figures, type Given } from './figures.ts';
import type { PartKind } from './parts/index.ts';
import { predictPath } from './paths.ts';
import type {
  PathName,
  PathPrediction,
  Prediction,
  ScenarioPrediction,
  Unknown,
} from './prediction.ts';
import { type Scenario, scenariosNamed, standardScenarios } from './scenarios/index.ts';
import type { ScenarioKind } from './scenarios/scenario.ts';
import { worldOf } from './world.ts';

export interface PredictOptions {
  /**
   * Values in place of facts and assumptions, by key: `decisionMinutes`, `need.GROUP`,
   * `hard.RESOURCE`, `elb.dnsTtl`.
   *
   * @default - what is published of AWS, and what is assumed of people
   */
  readonly given?: Readonly<Record<string, Given>>;
  /**
   * Scenarios by name (`az-loss`), with the place (`az-loss:eu-west-1a`), or as pairs (`A+B`).
   *
   * @default - all standard scenarios
   */
  readonly scenarios?: readonly string[];
  /** @default - all that are known */
  readonly facts?: Readonly<Record<string, Fact>>;
  /** @default - all that are known */
  readonly scenarioKinds?: readonly ScenarioKind[];
  /** @default - all that are known */
  readonly partKinds?: readonly PartKind[];
}

const PATHS: readonly PathName[] = ['reads', 'writes', 'async'];

/**
 * Says for each scenario who is still served, with which capacity, how long until the rest is, and
 * what is lost, each with the properties and facts that it rests on. Nothing is launched meanwhile,
 * and which instance of a database is the writer no template says: the worse case counts.
 *
 * The same graph and options give the same result, in the same order. Objectives are judged apart.
 */
export function predict(graph: ResourceGraph, options: PredictOptions = {}): Prediction {
  const figures = new Figures(options.given, options.facts);
  const world = worldOf(graph, figures, options.partKinds);
  const chosen =
    options.scenarios === undefined
      ? standardScenarios(world, options.scenarioKinds)
      : options.scenarios.flatMap((text) => scenariosNamed(world, text, options.scenarioKinds));
  const unknowns = new Map<string, Unknown>();
  const scenarios = chosen.map((scenario): ScenarioPrediction => {
    const paths: Partial<Record<PathName, PathPrediction>> = {};
    const fault = faultOf(scenario.effects);
    for (const path of PATHS) {
      const outcome = predictPath(world, fault, path);
      if (outcome === undefined) continue;
      paths[path] = outcome.prediction;
      for (const one of outcome.unknowns) unknowns.set(one.what, one);
    }
    return { id: scenario.id, title: scenario.title, paths };
  });
  return { inputs: figures.used, scenarios, objectives: [], unknown: [...unknowns.values()] };
}

/** The scenarios that a prediction would try: their names with places, and what happens. */
export function scenariosOf(
  graph: ResourceGraph,
  options: PredictOptions = {},
): readonly Pick<Scenario, 'id' | 'title'>[] {
  const world = worldOf(graph, new Figures(options.given, options.facts), options.partKinds);
  return standardScenarios(world, options.scenarioKinds).map(({ id, title }) => ({ id, title }));
}
