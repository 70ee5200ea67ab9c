import { formatProblem } from '../../assembly/index.ts';
import { cell, code, fold, markdownTable } from '../../formats/index.ts';
import type { ObjectivePrediction } from '../prediction.ts';
import { PATHS } from '../rows.ts';
import { failbackTexts } from './failback.ts';
import type { PredictionReport } from './report.ts';
import {
  alternativeTexts,
  byVerdict,
  changeTexts,
  evidenceText,
  objectiveText,
  outcomeText,
  remedyText,
  spanText,
  summarizeObjectives,
  type Timeline,
  worstTimelines,
} from './words.ts';

/** Timelines that are folded below the table. */
const MAX_TIMELINES = 10;

const MARKS: Readonly<Record<ObjectivePrediction['verdict'], string>> = {
  met: '✅ met',
  missed: '❌ missed',
  unknown: '❔ unknown',
};

/** For a comment on a pull request: objectives and the matrix first, the rest folded. */
export function markdownReport(report: PredictionReport): string {
  const { scenarios, unknown, inputs, summary, problems } = report;
  const rows = worstTimelines(report, MAX_TIMELINES);
  const sections = [
    '## Prediction',
    `**${summarizeObjectives(report)}** over ${scenarios.length} scenarios, ${summary.stacks} stacks with ${summary.resources} resources.`,
    byVerdict(report.objectives).map(objectiveItem).join('\n'),
    alternativeTexts(report)
      .map((text) => `> ${cell(text)}`)
      .join('\n>\n'),
    problems.map((problem) => `> ${cell(formatProblem(problem))}`).join('\n>\n'),
    changes(report),
    matrix(report),
    fold(`${rows.length} timelines`, rows.length, () => rows.map(timeline).join('\n\n')),
    fold(`${unknown.length} not known`, unknown.length, () =>
      markdownTable(
        ['What', 'Why', 'What to declare'],
        unknown.map(({ what, why, ask }) => [cell(what), cell(why), cell(ask)]),
      ),
    ),
    fold(`${inputs.assumptions.length} assumptions`, inputs.assumptions.length, () =>
      markdownTable(
        ['Assumption', 'Value', 'Range', 'Set by', 'Why'],
        inputs.assumptions.map(({ key, value, unit, range, setBy, source }) => [
          code(key),
          cell(`${value} ${unit}`.trim()),
          range === undefined ? '' : `${range[0]} to ${range[1]}`,
          setBy,
          cell(source),
        ]),
      ),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function objectiveItem(objective: ObjectivePrediction): string {
  const head = `- ${MARKS[objective.verdict]}: ${cell(objectiveText(objective))}`;
  if (objective.verdict !== 'missed') return head;
  return [head, ...objective.remedies.map((one) => `  - ${cell(remedyText(one))}`)].join('\n');
}

function changes({ changes: all }: PredictionReport): string {
  if (all === undefined) return '';
  if (all.length === 0) return 'Nothing is better or worse than in the base.';
  return ['### Since the base', '', ...changeTexts(all).map((text) => `- ${cell(text)}`)].join(
    '\n',
  );
}

function matrix({ scenarios }: PredictionReport): string {
  const used = PATHS.filter((name) => scenarios.some(({ paths }) => paths[name] !== undefined));
  return markdownTable(
    ['Scenario', ...used],
    scenarios.map(({ id, paths }) => [
      code(id),
      ...used.map((name) => {
        const path = paths[name];
        return path === undefined ? '–' : cell(outcomeText(name, path));
      }),
    ]),
  );
}

function timeline(way: Timeline): string {
  const { scenario, rows, bars } = way;
  const table = markdownTable(
    ['Phase', 'What', 'How long', 'From'],
    bars.map((bar) => [
      bar.phase,
      cell(bar.title),
      cell(spanText(bar)),
      bar.evidence.map((one) => cell(evidenceText(one))).join('<br>'),
    ]),
  );
  const heads = rows.map(
    ({ name, path }) => `**${cell(`${name} of ${scenario.id}: ${outcomeText(name, path)}`)}**`,
  );
  const reasons = new Set(rows.flatMap(({ path }) => path.because.map(({ text }) => text)));
  const why = [...reasons].map((text) => cell(text)).join('; ');
  const back = failbackTexts(way).map((text) => cell(text));
  return [heads.join('<br>'), ...(why === '' ? [] : [why]), table, ...back].join('\n\n');
}
