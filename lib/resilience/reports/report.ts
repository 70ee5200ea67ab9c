import type { InputProblem } from '../../assembly/index.ts';
import { relativePath, VERSION } from '../../formats/index.ts';
import type { Alternative } from '../alternatives.ts';
import type { Change } from '../compare.ts';
import type { Evidence, Prediction } from '../prediction.ts';

/**
 * A prediction as it is reported: in a fixed order, with paths as people see them, and with what the
 * verdicts would be otherwise. As JSON it is a report itself; `schema.json` describes it.
 */
export interface PredictionReport extends Prediction {
  readonly tool: { readonly name: 'evenkeel'; readonly version: string };
  readonly summary: PredictionSummary;
  /** What of the input could not be seen, such as a nested template that is elsewhere. */
  readonly problems: readonly InputProblem[];
  /** What would change if an assumption that nobody set were otherwise. */
  readonly alternatives: readonly Alternative[];
  /** What got better or worse since a base; absent where there is none. */
  readonly changes?: readonly Change[];
}

/** What was read, and how the objectives fare. */
export interface PredictionSummary {
  readonly stacks: number;
  readonly resources: number;
  readonly met: number;
  readonly missed: number;
  readonly unknown: number;
}

export interface PredictionReportInput {
  readonly prediction: Prediction;
  readonly alternatives: readonly Alternative[];
  readonly changes?: readonly Change[] | undefined;
  readonly problems: readonly InputProblem[];
  readonly stacks: number;
  readonly resources: number;
  /** Paths below this folder are reported relative to it. */
  readonly root: string;
}

export function createPredictionReport(input: PredictionReportInput): PredictionReport {
  const { prediction, alternatives, changes, problems, stacks, resources, root } = input;
  const { inputs, scenarios, objectives, unknown } = relativeTo(root, prediction);
  const count = (verdict: string) => objectives.filter((one) => one.verdict === verdict).length;
  return {
    tool: { name: 'evenkeel', version: VERSION },
    summary: {
      stacks,
      resources,
      met: count('met'),
      missed: count('missed'),
      unknown: count('unknown'),
    },
    problems: relativeTo(root, problems),
    objectives: sorted(objectives, ({ key }) => key),
    alternatives: sorted(alternatives, ({ assumption }) => assumption),
    ...(changes !== undefined && {
      changes: sorted(changes, ({ scenario, path }) => `${scenario}\n${path}`),
    }),
    scenarios: sorted(scenarios, ({ id }) => id),
    unknown: sorted(unknown, ({ what, why }) => `${what}\n${why}`),
    inputs: {
      assumptions: sorted(inputs.assumptions, ({ key }) => key),
      facts: sorted(inputs.facts, ({ key }) => key),
    },
  };
}

/** By code unit, the same on every machine. */
function sorted<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

/** Plain data with every `file` in it as seen from a folder. */
function relativeTo<T>(root: string, data: T): T {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [
      key,
      key === 'file' && typeof each === 'string' ? relativePath(root, each) : visit(each),
    ]);
    return Object.fromEntries(entries);
  };
  return visit(data) as T;
}

/** `file:line`, as terminals and editors make links of. */
export function placeOf({ file, line }: Evidence): string | undefined {
  if (file === undefined) return undefined;
  return line === undefined ? file : `${file}:${line}`;
}
