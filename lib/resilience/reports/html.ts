import { formatProblem } from '../../assembly/index.ts';
import {
  escapeMarkup as esc,
  type HtmlSection,
  htmlPage,
  htmlSection,
  htmlTable,
  PAGE_STYLE,
} from '../../formats/index.ts';
import type { Change } from '../compare.ts';
import type { ObjectivePrediction, PathName, PathPrediction } from '../prediction.ts';
import { PATHS, rowsOf } from '../rows.ts';
import { PREDICTION_STYLE } from './html-style.ts';
import type { PredictionReport } from './report.ts';
import { type Anchors, timelineFigure } from './timeline.ts';
import {
  alternativeTexts,
  byVerdict,
  changeTexts,
  LEVEL_WORDS,
  objectiveText,
  outcomeText,
  remedyText,
  summarizeObjectives,
  timelinesOf,
  worstTimelines,
} from './words.ts';

/** One page without scripts and without anything to load. */
export function htmlReport(report: PredictionReport): string {
  const body = [
    '<h1>Prediction</h1>',
    ...firstScreen(report),
    ...[...firstSections(report), ...detailSections(report)].map(htmlSection),
  ];
  const style = PAGE_STYLE + PREDICTION_STYLE;
  return htmlPage({ title: 'Prediction', style, body, footer: `evenkeel ${report.tool.version}` });
}

/** A sentence for each objective, and for what nobody declared and a verdict rests on. */
export function firstScreen(report: PredictionReport): readonly string[] {
  const { problems, objectives, changes } = report;
  return [
    `<p>${esc(summarizeObjectives(report))}.</p>`,
    objectives.length === 0
      ? ''
      : `<ul class="verdicts">${byVerdict(objectives).map(objectiveItem).join('\n')}</ul>`,
    undeclared(report),
    ...problems.map((problem) => `<p class="warning">${esc(formatProblem(problem))}</p>`),
    changes === undefined ? '' : changesHtml(changes),
  ];
}

/** Folded, so that who is served stays on the first screen; on paper it is open. */
function undeclared(report: PredictionReport): string {
  const texts = alternativeTexts(report);
  if (texts.length === 0) return '';
  const matter = report.alternatives.filter(({ changes }) => changes.length > 0).length;
  const items = texts.map((text) => `<li>${esc(text)}.</li>`);
  return `<details><summary>Verdicts would change with ${matter} of ${report.alternatives.length} figures that nobody declared, such as what the peak needs</summary>\n<ul>${items.join('')}</ul></details>`;
}

function changesHtml(changes: readonly Change[]): string {
  if (changes.length === 0) return '<p>Nothing is better or worse than in the base.</p>';
  const items = changeTexts(changes).map((text) => `<li>${esc(text)}</li>`);
  return `<h2>Since the base</h2>\n<ul>${items.join('')}</ul>`;
}

function objectiveItem(objective: ObjectivePrediction): string {
  const { verdict, longestBar, remedies } = objective;
  const bar =
    verdict === 'missed' && longestBar !== undefined
      ? [`longest: ${esc(`${longestBar.phase}, ${longestBar.title}`)}`]
      : [];
  const items = [...bar, ...remedies.map((remedy) => esc(remedyText(remedy)))];
  const list =
    items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return `<li class="is-${verdict}"><b>${verdict}</b> ${esc(objectiveText(objective))}${list}</li>`;
}

/** The matrix, and the worst way back. */
export function firstSections(report: PredictionReport): readonly HtmlSection[] {
  const [worst] = worstTimelines(report, 1);
  return [
    { id: 'matrix', title: 'Who is served when what is gone', html: matrix(report) },
    ...(worst === undefined
      ? []
      : [
          {
            id: 'worst',
            title: 'The longest way back',
            html: timelineFigure(worst, anchorsOf(report)),
          },
        ]),
  ];
}

function matrix({ scenarios }: PredictionReport): string {
  const used = PATHS.filter((name) => scenarios.some(({ paths }) => paths[name] !== undefined));
  const head = ['Scenario', ...used].map((name) => `<th scope="col">${name}</th>`).join('');
  const rows = scenarios.map(({ id, title, paths }) => {
    const cells = used.map((name) => cell(name, paths[name])).join('');
    return `<tr><th scope="row"><code>${esc(id)}</code><br><small>${esc(title)}</small></th>${cells}</tr>`;
  });
  return `<div class="matrix"><table><thead><tr>${head}</tr></thead>\n<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function cell(name: PathName, path: PathPrediction | undefined): string {
  if (path === undefined) return '<td>–</td>';
  const word = LEVEL_WORDS[path.level];
  const rest = outcomeText(name, path).slice(word.length).replace(/^, /, '');
  return `<td class="at-${path.level}"><b>${word}</b>${esc(rest)}</td>`;
}

/** Every timeline with its evidence, what is not known, and what everything rests on. */
export function detailSections(report: PredictionReport): readonly HtmlSection[] {
  const sections = [
    { id: 'timelines', title: 'Every scenario', html: timelines(report) },
    { id: 'unknown', title: 'Not known', html: unknown(report) },
    { id: 'assumptions', title: 'What is assumed', html: assumptions(report) },
    { id: 'facts', title: 'What is known of AWS', html: facts(report) },
  ];
  return sections.filter(({ html }) => html !== '');
}

/** Where the page explains facts and assumptions. */
function anchorsOf({ inputs }: PredictionReport): Anchors {
  return new Map([
    ...inputs.facts.map(({ key }, i) => [`fact ${key}`, `fact-${i}`] as const),
    ...inputs.assumptions.map(({ key }, i) => [`assumption ${key}`, `assumption-${i}`] as const),
  ]);
}

function timelines(report: PredictionReport): string {
  const anchors = anchorsOf(report);
  return report.scenarios
    .map((scenario) => {
      const rows = rowsOf([scenario]);
      const figures = timelinesOf(rows)
        .map((one) => timelineFigure(one, anchors))
        .join('\n');
      const words = rows.map(({ name, path }) => `${name} ${LEVEL_WORDS[path.level]}`).join(', ');
      return `<details><summary><code>${esc(scenario.id)}</code> ${esc(scenario.title)} <small>${words}</small></summary>\n${figures}</details>`;
    })
    .join('\n');
}

function unknown({ unknown: all }: PredictionReport): string {
  return htmlTable(
    'What is not known',
    ['What', 'Why', 'What to declare'],
    all.map(({ what, why, ask }) => [what, why, ask].map(esc)),
  );
}

function assumptions({ inputs }: PredictionReport): string {
  return htmlTable(
    'Assumptions',
    ['Assumption', 'Value', 'Range', 'Set by', 'Why', 'As of'],
    inputs.assumptions.map(({ key, value, unit, range, setBy, source, asOf }, i) => [
      `<code id="assumption-${i}">${esc(key)}</code>`,
      esc(`${value} ${unit}`.trim()),
      range === undefined ? '' : `${range[0]} to ${range[1]}`,
      setBy,
      linked(source),
      esc(asOf),
    ]),
  );
}

function facts({ inputs }: PredictionReport): string {
  return htmlTable(
    'Facts',
    ['Fact', 'Value', 'Range', 'Condition', 'Set by', 'Source', 'As of'],
    inputs.facts.map(({ key, value, unit, range, condition = '', setBy, source, asOf }, i) => [
      `<code id="fact-${i}">${esc(key)}</code>`,
      esc(`${value} ${unit}`),
      range === undefined ? '' : `${range[0]} to ${range[1]}`,
      esc(condition),
      setBy,
      linked(source),
      esc(asOf),
    ]),
  );
}

/** A source that is an address can be followed. */
function linked(source: string): string {
  const text = esc(source);
  return /^https:\/\/[\w./#?=&%~+-]+$/.test(source) ? `<a href="${text}">${text}</a>` : text;
}
