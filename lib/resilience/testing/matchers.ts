import { formatProblem, load } from '../../assembly/index.ts';
import { declaredIn } from '../inputs/declaration.ts';
import { predictWith } from '../judged.ts';
import type { ResilienceObjectives } from '../objectives/objectives.ts';
import type { ObjectivePrediction, PathName, Prediction } from '../prediction.ts';
import { createPredictionReport } from '../reports/report.ts';
import { textReport } from '../reports/text.ts';
import type { TestedDuration } from './expectations.ts';

/** What is asked about: a CDK app or stage, or the path of templates or of a cloud assembly. */
export type Tested = string | { synth(): { readonly directory: string } };

/** What a matcher returns to vitest and jest. */
export interface MatcherResult {
  /** Whether it is so. */
  readonly pass: boolean;
  /** What was predicted, with timelines and evidence. */
  readonly message: () => string;
}

/**
 * Matchers for the `expect` of vitest and jest: whether an app, as its templates say, survives a
 * failure, and how soon it is back.
 *
 * ```ts
 * import { azLoss, resilienceMatchers } from 'evenkeel/testing';
 *
 * const survives = resilienceMatchers.toSurvive('cdk.out', azLoss());
 * ```
 *
 * With `import 'evenkeel/testing/vitest'`, or `'evenkeel/testing/jest'`, it is
 * `expect(app).toSurvive(azLoss())`. What an assembly of evenkeel declares of its peak counts.
 */
export const resilienceMatchers = {
  /** All that the peak needs is served again without a person. */
  toSurvive(received: Tested, scenario: string, path?: PathName): MatcherResult {
    return judged(received, { survives: [scenario] }, scenario, path);
  },

  /** All that the peak needs is served again within a time; a person may help. */
  toRecoverWithin(
    received: Tested,
    time: TestedDuration,
    scenario: string,
    path?: PathName,
  ): MatcherResult {
    const target = { rtoMinutes: time.toSeconds() / 60 };
    return judged(received, { recovery: { [scenario]: target } }, scenario, path);
  },

  /** No more is lost than what was written in a time. */
  toLoseAtMost(
    received: Tested,
    time: TestedDuration,
    scenario: string,
    path?: PathName,
  ): MatcherResult {
    const target = { rpoMinutes: time.toSeconds() / 60 };
    return judged(received, { recovery: { [scenario]: target } }, scenario, path);
  },
};

/** What is unknown is no pass: the message says what to declare. */
function judged(
  received: Tested,
  objectives: ResilienceObjectives,
  scenario: string,
  path: PathName | undefined,
): MatcherResult {
  const folder = typeof received === 'string' ? received : received.synth().directory;
  const { graph, declaration, problems } = load([folder]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return { pass: false, message: () => errors.map(formatProblem).join('\n') };
  }
  const keep = (prediction: Prediction) => onlyPath(prediction, path);
  const { given } = declaredIn(declaration, graph);
  const prediction = predictWith(graph, objectives, { given, scenarios: [scenario] }, keep);
  const pass = prediction.scenarios.length > 0 && prediction.objectives.every(isMet);
  return {
    pass,
    message: () =>
      prediction.scenarios.length === 0
        ? `${scenario} does not match anything in these templates: evenkeel predict PATH --list shows those that are`
        : textReport(
            createPredictionReport({
              prediction,
              alternatives: [],
              problems: [],
              stacks: graph.stacks.length,
              resources: graph.nodes.length,
              root: process.cwd(),
            }),
          ),
  };
}

function isMet({ verdict }: ObjectivePrediction): boolean {
  return verdict === 'met';
}

function onlyPath(prediction: Prediction, path: PathName | undefined): Prediction {
  if (path === undefined) return prediction;
  const scenarios = prediction.scenarios.map((scenario) => {
    const own = scenario.paths[path];
    return { ...scenario, paths: own === undefined ? {} : { [path]: own } };
  });
  return { ...prediction, scenarios };
}
