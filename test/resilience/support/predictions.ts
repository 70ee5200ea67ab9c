import type { ResourceGraph } from '../../../lib/assembly/index.ts';
import {
  type PathPrediction,
  type Prediction,
  type PredictOptions,
  predict,
} from '../../../lib/resilience/index.ts';

/** One path of one scenario; the test ends where there is none. */
export function predicted(
  graph: ResourceGraph,
  scenario: string,
  path: 'reads' | 'writes' | 'async',
  options: Omit<PredictOptions, 'scenarios'> = {},
): PathPrediction {
  const [only] = predict(graph, { ...options, scenarios: [scenario] }).scenarios;
  const found = only?.paths[path];
  if (found === undefined) throw new Error(`no ${path} in ${scenario}`);
  return found;
}

/** A line for each scenario, a cell for each path, as a reviewer reads it. */
export function tableOf({ scenarios }: Prediction): string {
  const rows = scenarios.map(({ id, paths }) => [
    id,
    ...(['reads', 'writes', 'async'] as const).map((path) => cell(paths[path])),
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

function cell(path: PathPrediction | undefined): string {
  if (path === undefined) return '-';
  const { level, capacity, rto, byHand } = path;
  const left = capacity === undefined ? '' : ` ${capacity.left}/${capacity.need}`;
  const time = rto === null || level === 'unaffected' ? '' : ` ${rto.typical}s`;
  const hand =
    byHand && level !== 'recovers-by-hand'
      ? ` (by hand ${byHand.capacity?.left ?? '-'}, ${byHand.rto.typical}s)`
      : '';
  return `${level}${left}${time}${hand}`;
}
