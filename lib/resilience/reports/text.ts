import { formatProblem } from '../../assembly/index.ts';
import {
  bold,
  cyan,
  dim,
  green,
  magenta,
  oneLine,
  type Paint,
  plain,
  red,
  yellow,
} from '../../formats/index.ts';
import type { Level, ObjectivePrediction } from '../prediction.ts';
import { PATHS } from '../rows.ts';
import { failbackTexts } from './failback.ts';
import type { PredictionReport } from './report.ts';
import {
  alternativeTexts,
  barText,
  briefOutcome,
  byVerdict,
  changeTexts,
  evidenceText,
  kindOf,
  objectiveText,
  outcomeText,
  remedyText,
  summarizeObjectives,
  type Timeline,
  worstTimelines,
} from './words.ts';

/** How a text is written. */
export interface PredictionTextOptions {
  /** Whether it goes to a terminal, which shows colours. @default false */
  readonly isTerminal?: boolean;
}

const LEVEL_PAINTS: Readonly<Record<Level, Paint>> = {
  unaffected: green,
  recovers: green,
  'recovers-by-hand': cyan,
  degraded: yellow,
  lost: red,
  unknown: magenta,
};

const VERDICT_PAINTS: Readonly<Record<ObjectivePrediction['verdict'], Paint>> = {
  met: green,
  missed: red,
  unknown: magenta,
};

/** Timelines that are written out. */
const MAX_TIMELINES = 4;

/** For people at a terminal: the objectives, who is served when what is gone, and the worst of it. */
export function textReport(
  report: PredictionReport,
  { isTerminal = false }: PredictionTextOptions = {},
): string {
  const paint = (own: Paint) => (isTerminal ? own : plain);
  const sections = [
    objectives(report, paint),
    alternativeTexts(report).map(oneLine),
    report.problems.map((problem) => oneLine(formatProblem(problem))),
    changes(report),
    matrix(report, paint),
    ...worstTimelines(report, MAX_TIMELINES).map((one) => timeline(one, paint)),
    unknowns(report, paint),
    assumptions(report),
    [paint(bold)(`${summarizeObjectives(report)}. ${size(report)}`)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function objectives(report: PredictionReport, paint: (own: Paint) => Paint): string[] {
  if (report.objectives.length === 0) {
    return ['No objectives are declared: --objectives FILE holds the prediction against yours'];
  }
  return byVerdict(report.objectives).flatMap((objective) => {
    const { verdict, longestBar, remedies } = objective;
    const head = `${paint(VERDICT_PAINTS[verdict])(verdict.padEnd(8))}${oneLine(objectiveText(objective))}`;
    if (verdict !== 'missed') return [head];
    return [
      head,
      ...(longestBar === undefined ? [] : [`        longest: ${oneLine(barText(longestBar))}`]),
      ...remedies.map((remedy) => `        ${oneLine(remedyText(remedy))}`),
    ];
  });
}

function changes({ changes: all }: PredictionReport): string[] {
  if (all === undefined) return [];
  if (all.length === 0) return ['Nothing is better or worse than in the base'];
  return ['Since the base', ...changeTexts(all).map((text) => `  ${oneLine(text)}`)];
}

/** A column for each path, and a line for each scenario and all places where it goes the same way. */
function matrix({ scenarios }: PredictionReport, paint: (own: Paint) => Paint): string[] {
  if (scenarios.length === 0) return ['No scenario applies to these templates'];
  const used = PATHS.filter((name) => scenarios.some(({ paths }) => paths[name] !== undefined));
  const all = scenarios.map(({ id, paths }) => ({
    id,
    cells: used.map((name) => {
      const path = paths[name];
      return path === undefined
        ? { text: '–', own: plain }
        : { text: oneLine(briefOutcome(path)), own: LEVEL_PAINTS[path.level] };
    }),
  }));
  const alike = Map.groupBy(all, ({ id, cells }) =>
    JSON.stringify([kindOf(id), cells.map(({ text }) => text)]),
  );
  const rows = [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const others = same.length - 1;
    const id = oneLine(`${first.id}${others === 0 ? '' : ` and ${others} more places`}`);
    return { id: others === 1 ? id.replace(/s$/, '') : id, cells: first.cells };
  });
  const first = Math.max(...rows.map(({ id }) => id.length)) + 2;
  const widths = used.map(
    (name, i) => Math.max(name.length, ...rows.map(({ cells }) => cells[i]?.text.length ?? 0)) + 2,
  );
  const heads = used.map((name, i) => name.padEnd(widths[i] ?? 0));
  return [
    paint(bold)(`${''.padEnd(first)}${heads.join('')}`.trimEnd()),
    ...rows.map(({ id, cells }) => {
      // The last column needs no padding, and colours none of it.
      const texts = cells.map(({ text, own }, i) => {
        const padding = i === cells.length - 1 ? 0 : (widths[i] ?? 0) - text.length;
        return `${paint(own)(text)}${' '.repeat(padding)}`;
      });
      return `${id.padEnd(first)}${texts.join('')}`;
    }),
  ];
}

function timeline(way: Timeline, paint: (own: Paint) => Paint): string[] {
  const { scenario, rows, bars } = way;
  const heads = rows.map(
    ({ name, path }) =>
      `${paint(bold)(oneLine(`${name} of ${scenario.id}`))}: ${oneLine(outcomeText(name, path))}`,
  );
  const reasons = new Set(rows.flatMap(({ path }) => path.because.map(({ text }) => text)));
  return [
    ...heads,
    ...[...reasons].map((text) => `  ${oneLine(text)}`),
    ...bars.flatMap((bar) => [
      `  ${bar.phase.padEnd(7)} ${oneLine(barText(bar))}`,
      ...bar.evidence.map((one) => paint(dim)(`          ${oneLine(evidenceText(one))}`)),
    ]),
    ...failbackTexts(way).map((text) => `  ${oneLine(text)}`),
  ];
}

function unknowns({ unknown }: PredictionReport, paint: (own: Paint) => Paint): string[] {
  if (unknown.length === 0) return [];
  const lines = unknown.flatMap(({ what, why, ask, evidence }) => [
    `  ${oneLine(`${what}: ${why}`)}`,
    `    ${oneLine(ask)}`,
    ...evidence.map((one) => paint(dim)(`    ${oneLine(evidenceText(one))}`)),
  ]);
  return [paint(magenta)('Not known'), ...lines];
}

/** What no template can know: with a person's share, who set it and why. */
function assumptions({ inputs }: PredictionReport): string[] {
  if (inputs.assumptions.length === 0) return [];
  const lines = inputs.assumptions.map(({ key, value, unit, range, setBy, source }) => {
    const bounds = range === undefined ? '' : ` (${range[0]} to ${range[1]})`;
    const amount = [value, unit].filter((part) => part !== '').join(' ');
    return oneLine(`  ${key} is ${amount}${bounds}, ${setBy}: ${source}`);
  });
  return ['Assumed, and set by --set KEY=VALUE or in --objectives', ...lines];
}

function size({ summary, scenarios }: PredictionReport): string {
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  const { stacks, resources } = summary;
  return `${count(scenarios.length, 'scenario')} on ${count(stacks, 'stack')} with ${count(resources, 'resource')}`;
}
