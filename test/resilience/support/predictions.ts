import type { ResourceGraph } from '../../../lib/assembly/index.ts';
import {
  type PathPrediction,
  type PredictOptions,
  predict,
} from '../../../lib/resilience/index.ts';
import type { ScenarioPrediction } from '../../../lib/resilience/prediction.ts';

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

/** Cells in columns, a line for each row, as a reviewer reads them. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

/** What becomes of each path of a scenario, in a few words. */
export function cellsOf({ paths }: ScenarioPrediction): readonly string[] {
  return (['reads', 'writes', 'async'] as const).map((path) => cell(paths[path]));
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
