import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { MATTERING } from '../aws/index.ts';
import { faultOf } from './effects.ts';
import type { Fact } from './facts/index.ts';
import { failbackOf } from './failback.ts';
import { Figures, type Given } from './figures.ts';
import { KINDS, type PartKind } from './parts/index.ts';
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
import { type World, worldOf } from './world.ts';

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
  const unknowns = new Map(unknownTypes(world, options.partKinds).map((one) => [one.what, one]));
  const scenarios = chosenScenarios(world, options).map((scenario): ScenarioPrediction => {
    const paths: Partial<Record<PathName, PathPrediction>> = {};
    const fault = faultOf(scenario.effects);
    const outcomes = PATHS.flatMap((path) => {
      const outcome = predictPath(world, fault, path);
      return outcome === undefined ? [] : [{ path, ...outcome }];
    });
    const isByHand = outcomes.some(({ prediction }) => prediction.byHand !== undefined);
    for (const { path, prediction, moved, unknowns: own } of outcomes) {
      const failback = moved === undefined ? null : failbackOf(world, path, moved, isByHand);
      paths[path] = { ...prediction, failback };
      for (const one of own) unknowns.set(one.what, one);
    }
    return { id: scenario.id, title: scenario.title, paths };
  });
  return { inputs: figures.used, scenarios, objectives: [], unknown: [...unknowns.values()] };
}

/** Those that the options name, or all standard ones. */
export function chosenScenarios(
  world: World,
  { scenarios, scenarioKinds }: PredictOptions,
): readonly Scenario[] {
  return scenarios === undefined
    ? standardScenarios(world, scenarioKinds)
    : scenarios.flatMap((text) => scenariosNamed(world, text, scenarioKinds));
}

/** The scenarios that a prediction would try: their names with places, and what happens. */
export function scenariosOf(
  graph: ResourceGraph,
  options: PredictOptions = {},
): readonly Pick<Scenario, 'id' | 'title'>[] {
  const world = worldOf(graph, new Figures(options.given, options.facts), options.partKinds);
  return standardScenarios(world, options.scenarioKinds).map(({ id, title }) => ({ id, title }));
}

/** Types that serve or hold data, and that no kind of part knows. */
export const UNKNOWN_TYPES = unknownTo(KINDS);

function unknownTo(kinds: readonly PartKind[]): readonly string[] {
  // A schedule starts things, and is on the way of no request.
  const known = new Set(['AWS::Scheduler::Schedule', ...kinds.flatMap(({ types }) => types)]);
  return MATTERING.filter((type) => !known.has(type));
}

/** What is of a type that no kind of part knows: it is said, not left out. */
function unknownTypes({ context }: World, kinds: readonly PartKind[] = KINDS): readonly Unknown[] {
  return unknownTo(kinds).flatMap((type) => {
    const nodes = context.graph
      .resourcesOf(type)
      .filter((node) => context.graph.exists(node) !== false && !isServing(context, node));
    const [first] = nodes;
    if (first === undefined) return [];
    return {
      what: `${type} (${nodes.length})`,
      why: 'predictions do not know what its loss comes to',
      ask: 'judge by hand what depends on it',
      evidence: nodes.map((node) => context.evidence(node)),
    };
  });
}

/** An instance that a target group names is a part by way of the target group. */
function isServing({ graph }: World['context'], node: ResourceNode): boolean {
  return graph
    .referrers(node)
    .some(({ from }) => from.type === 'AWS::ElasticLoadBalancingV2::TargetGroup');
}
