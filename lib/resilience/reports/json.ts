import { safeJson } from '../../formats/index.ts';
import type { PredictionReport } from './report.ts';

/** The report as it is, with sorted keys: one input has one text. `schema.json` describes it. */
export function jsonReport(report: PredictionReport): string {
  return `${safeJson(withSortedKeys(report))}\n`;
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, withSortedKeys(each)]),
  );
}
