import { safeJson } from '../../formats/index.ts';
import type { Report } from './report.ts';

/** The report as it is; `schema.json` describes it. */
export function jsonReport(report: Report): string {
  return `${safeJson(report)}\n`;
}
