import { escapeMarkup as esc, htmlContents, htmlPage, htmlSection } from '../formats/index.ts';
import { detailSections, firstScreen, firstSections } from '../resilience/reports/html.ts';
import { PREDICTION_STYLE } from '../resilience/reports/html-style.ts';
import type { PredictionReport } from '../resilience/reports/report.ts';
import { reviewSections } from '../review/reports/html.ts';
import { HTML_STYLE } from '../review/reports/html-style.ts';
import type { Report } from '../review/reports/report.ts';
import { summarize } from '../review/reports/words.ts';
import { ARCHITECTURE_STYLE, architectureHtml } from './architecture.ts';
import type { Link } from './links.ts';
import type { Places } from './places.ts';

export interface PageInput {
  readonly prediction: PredictionReport;
  readonly review: Report;
  readonly places: Places;
  readonly links: readonly Link[];
}

/**
 * All that is known of an architecture on one page for people, which needs no script and loads
 * nothing: first whether it keeps what was promised, then what is where, how each failure goes, and
 * what the review found.
 */
export function reportPage({ prediction, review, places, links }: PageInput): string {
  const { summary, tool } = prediction;
  const first = firstSections(prediction);
  const others = [
    { id: 'architecture', title: 'What is where', html: architectureHtml(places, links) },
    ...detailSections(prediction),
    ...reviewSections(review),
  ];
  const body = [
    '<h1>Resilience report</h1>',
    ...firstScreen(prediction),
    `<p>Review: ${esc(summarize(review.summary))}, in ${summary.stacks} stacks with ${summary.resources} resources.</p>`,
    ...first.map(htmlSection),
    htmlContents(others),
    ...others.map(htmlSection),
  ];
  return htmlPage({
    title: 'Resilience report',
    style: HTML_STYLE + PREDICTION_STYLE + ARCHITECTURE_STYLE,
    body,
    footer: `evenkeel ${tool.version}`,
  });
}
