import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { PredictionReport } from './report.ts';
import { type PredictionTextOptions, textReport } from './text.ts';

/** Every format that a prediction can be written in. */
export const PREDICTION_FORMATS = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
  html: htmlReport,
} as const satisfies Record<
  string,
  (report: PredictionReport, options?: PredictionTextOptions) => string
>;

export type PredictionFormat = keyof typeof PREDICTION_FORMATS;
