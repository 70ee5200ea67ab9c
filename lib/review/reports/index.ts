import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { Report } from './report.ts';
import { sarifReport } from './sarif.ts';
import { type TextOptions, textReport } from './text.ts';

/** Every format that a report can be written in. */
export const FORMATS = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
  html: htmlReport,
} as const satisfies Record<string, (report: Report, options?: TextOptions) => string>;

export type Format = keyof typeof FORMATS;
