import type { Report } from './report.ts';
import { STEERING } from './words.ts';

/** The report as it is; `schema.json` describes it. */
export function jsonReport(report: Report): string {
  return `${safeJson(report)}\n`;
}

/** JSON that says the same, and shows no characters that turn the direction of writing. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    STEERING,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
