import type { Report } from './report.ts';

/** The report as it is; `schema.json` describes it. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
