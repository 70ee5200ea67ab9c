import type { Change, Summary } from '../compare.ts';
import { rankOf } from '../outcome.ts';
import type {
  Bar,
  Evidence,
  Level,
  ObjectivePrediction,
  PathName,
  PathPrediction,
  Remedy,
  Span,
} from '../prediction.ts';
import { type Row, rowsOf } from '../rows.ts';
import { type PredictionReport, placeOf } from './report.ts';

/** Levels in words. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  unaffected: 'unaffected',
  recovers: 'recovers',
  'recovers-by-hand': 'recovers by hand',
  degraded: 'degraded',
  lost: 'lost',
  unknown: 'unknown',
};

/** What a person completes, in words. */
const HAND_WORDS: Readonly<Record<Level, string>> = {
  ...LEVEL_WORDS,
  recovers: 'recovers by hand',
  degraded: 'still degraded by hand',
};

/** Seconds as people say them: `25 s`, `4 min 30 s`, `14 min`, `5 h 20 min`, `2 d 3 h`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : whole} s`;
  if (whole < 600 && whole % 60 !== 0) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 48 * 60) return two(minutes, 60, 'h', 'min');
  return two(Math.round(minutes / 60), 24, 'd', 'h');
}

function two(count: number, size: number, large: string, small: string): string {
  const rest = count % size;
  return `${Math.floor(count / size)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

/** `14 min (9 min to 19 min)`; one figure where there is but one. */
export function spanText({ shortest, typical, longest }: Span): string {
  if (shortest === longest) return duration(typical);
  return `${duration(typical)} (${duration(shortest)} to ${duration(longest)})`;
}

/** How long something takes, what it is, and what runs beside it. */
export function barText(bar: Bar): string {
  const beside = besideText(bar);
  return `${spanText(bar)}  ${bar.title}${beside === '' ? '' : `, ${beside}`}`;
}

/** What a bar runs beside, or what it follows there; empty for those one after the other. */
export function besideText({ parallelWith, after }: Bar): string {
  if (after !== undefined) return `after: ${after}`;
  return parallelWith === undefined ? '' : `while: ${parallelWith}`;
}

/** What becomes of a path, in a few words. */
export function outcomeText(name: PathName, path: PathPrediction): string {
  const { level, rto, rpo, capacity, byHand } = path;
  const words = [
    rto === null || level === 'unaffected' || level === 'unknown'
      ? LEVEL_WORDS[level]
      : `${LEVEL_WORDS[level]} in ${duration(rto.typical)}`,
    ...(level === 'degraded' && capacity !== undefined
      ? [`${capacity.left} of ${capacity.need} ${capacity.unit}`]
      : []),
    ...(byHand !== undefined && level !== 'recovers-by-hand'
      ? [`${HAND_WORDS[byHand.level]} in ${duration(byHand.rto.typical)}`]
      : []),
    ...lossWords(name, byHand?.rpo ?? rpo),
  ];
  return words.join(', ');
}

/** Reads lose nothing of their own: what they miss was lost as a write. */
function lossWords(name: PathName, rpo: Span | null): readonly string[] {
  if (name === 'reads' || rpo === null || rpo.longest === 0) return [];
  return [`loses up to ${duration(rpo.longest)}`];
}

/** The same in as few words as a column of a terminal has room for. */
export function briefOutcome({ level, rto, byHand }: PathPrediction): string {
  const word = LEVEL_WORDS[level];
  const isBack = rto !== null && (level === 'recovers' || level === 'recovers-by-hand');
  const later = byHand !== undefined && level !== 'recovers-by-hand';
  return [
    isBack ? `${word} ${duration(rto.typical)}` : word,
    ...(later ? [`by hand ${duration(byHand.rto.typical)}`] : []),
  ].join(', ');
}

/** `Stack/Group MinSize is 6, template.json:12`: where a figure is from. */
export function evidenceText(evidence: Evidence): string {
  const { resource, property, value, fact, assumption } = evidence;
  const subject = [resource, property].filter((part) => part !== undefined).join(' ');
  const stated =
    subject === '' || value === undefined ? subject : `${subject} is ${valueText(value)}`;
  return [
    stated,
    fact && `fact ${fact}`,
    assumption && `assumption ${assumption}`,
    placeOf(evidence),
  ]
    .filter(Boolean)
    .join(', ');
}

function valueText(value: Exclude<Evidence['value'], undefined>): string {
  if (value === null) return 'absent';
  return value === '' ? "''" : String(value);
}

/** A sentence for an objective, and by how much it is met or missed. */
export function objectiveText(objective: ObjectivePrediction): string {
  const { key, declared, predicted, verdict } = objective;
  const where = placeOfObjective(objective);
  if (verdict === 'unknown') return `${key}: not known${where}`;
  if (predicted === undefined) {
    return verdict === 'met' ? `${key}: holds` : `${key}: does not hold${where}`;
  }
  if (predicted === null)
    return `${key}: nothing comes back, ${amount(objective, declared)} declared${where}`;
  const margin = typeof declared === 'number' ? declared - judgedFigure(objective, predicted) : 0;
  const by = amount(objective, Math.abs(margin));
  const ending =
    verdict === 'met'
      ? `${by} to spare`
      : margin >= 0
        ? 'but with less than the peak needs'
        : `${by} too long`;
  const range =
    predicted.shortest === predicted.longest
      ? ''
      : ` (${amount(objective, predicted.shortest)} to ${amount(objective, predicted.longest)})`;
  return `${key}: ${amount(objective, predicted.typical)}${range} predicted, ${amount(objective, declared)} declared, ${ending}${where}`;
}

/** The end of the range that was judged, and typical where nobody says. */
function judgedFigure({ judged = 'typical' }: ObjectivePrediction, predicted: Span): number {
  return predicted[judged];
}

/** In the unit of an objective, which its key ends in. */
function amount({ key }: ObjectivePrediction, value: number | string): string {
  if (typeof value === 'string') return value;
  if (key.endsWith('Minutes')) return duration(value * 60);
  if (key.endsWith('Seconds')) return duration(value);
  return String(value);
}

function placeOfObjective({ scenario, path }: ObjectivePrediction): string {
  if (scenario === undefined) return '';
  return path === undefined ? `: ${scenario}` : `: ${path} of ${scenario}`;
}

/** `3 objectives: 1 missed, 2 met`; what there is none of is left out. */
export function summarizeObjectives({ summary, objectives }: PredictionReport): string {
  if (objectives.length === 0) return 'No objectives are declared';
  const counts = (['missed', 'unknown', 'met'] as const)
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => `${summary[verdict]} ${verdict}`);
  return `${objectives.length} ${objectives.length === 1 ? 'objective' : 'objectives'}: ${counts.join(', ')}`;
}

/** In the order in which people want to hear of them. */
export function byVerdict(
  objectives: readonly ObjectivePrediction[],
): readonly ObjectivePrediction[] {
  const order = ['missed', 'unknown', 'met'];
  return objectives.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

/**
 * For what nobody declared and a verdict rests on: what it is taken as, and what would be otherwise.
 * What is needed at the peak is always said, other assumptions where they matter.
 */
export function alternativeTexts({ inputs, alternatives }: PredictionReport): readonly string[] {
  const assumptions = new Map(inputs.assumptions.map((one) => [one.key, one]));
  const isAboutNeed = (key: string) => key.startsWith('need.');
  const sorted = alternatives.toSorted(
    (a, b) => Number(isAboutNeed(b.assumption)) - Number(isAboutNeed(a.assumption)),
  );
  return sorted.flatMap(({ assumption: key, value, changes }) => {
    const isNeed = isAboutNeed(key);
    if (changes.length === 0 && !isNeed) return [];
    const now = assumptions.get(key);
    const said = `${key} is taken as ${now?.value}${now === undefined ? '' : ` (${now.source})`}`;
    const otherwise = isNeed
      ? `if all of the minimum, ${value}, were needed`
      : `if it were ${value}`;
    if (changes.length === 0) return `${said}; ${otherwise}, no verdict would change`;
    const shown = changes
      .slice(0, MAX_CHANGES)
      .map(
        ({ scenario, path, from, to }) =>
          `${path} of ${scenario} ${LEVEL_WORDS[to]}, not ${LEVEL_WORDS[from]}`,
      );
    const more = changes.length - shown.length;
    return `${said}; ${otherwise}: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  });
}

/** Changed verdicts that one line names. */
const MAX_CHANGES = 3;

/** All bars of a path: what runs by itself, then what a person adds. */
function barsOf({ timeline, byHand }: PathPrediction): readonly Bar[] {
  return byHand === undefined || timeline === byHand.timeline ? timeline : byHand.timeline;
}

/** Paths of one scenario that come back in the same way. */
export interface Timeline {
  readonly scenario: Row['scenario'];
  readonly rows: readonly Row[];
  readonly bars: readonly Bar[];
}

/**
 * The timelines that matter most: those behind missed objectives, then the worst of each kind of
 * scenario, since its places often have the same.
 */
export function worstTimelines(report: PredictionReport, max: number): readonly Timeline[] {
  const isMissed = ({ scenario, name }: Row) =>
    report.objectives.some(
      (one) => one.verdict === 'missed' && one.scenario === scenario.id && one.path === name,
    );
  const sorted = rowsOf(report.scenarios)
    .filter(({ path }) => barsOf(path).length > 0)
    .toSorted(
      (a, b) =>
        Number(isMissed(b)) - Number(isMissed(a)) ||
        rankOf(b.path.level) - rankOf(a.path.level) ||
        lengthOf(b.path) - lengthOf(a.path),
    );
  const seen = new Set<string>();
  return timelinesOf(sorted)
    .filter(({ scenario, rows }) => {
      const kind = `${kindOf(scenario.id)} ${rows.map(({ name }) => name).join(' ')}`;
      return !seen.has(kind) && seen.add(kind);
    })
    .slice(0, max);
}

/** Each way back once, with all paths that come back so. */
export function timelinesOf(all: readonly Row[]): readonly Timeline[] {
  const alike = Map.groupBy(all, ({ scenario, path }) =>
    JSON.stringify([scenario.id, barsOf(path)]),
  );
  return [...alike.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    return { scenario: first.scenario, rows, bars: barsOf(first.path) };
  });
}

/** `az-loss+no-launches` of `az-loss:eu-west-1a+no-launches`. */
export function kindOf(scenario: string): string {
  return scenario.replaceAll(/:[^+]*/g, '');
}

function lengthOf({ rto, byHand }: PathPrediction): number {
  return byHand?.rto.typical ?? rto?.typical ?? 0;
}

/** Where each bar begins and ends, in seconds from the fault. */
export interface PlacedBar {
  readonly bar: Bar;
  readonly start: number;
}

/**
 * Bars one after the other. A chain that runs at the same time begins beside the bar that it names, and
 * its bars follow each other.
 */
export function placed(bars: readonly Bar[]): readonly PlacedBar[] {
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  let cursor = 0;
  return bars.map((bar) => {
    const start = ends.get(bar.after ?? '') ?? starts.get(bar.parallelWith ?? '') ?? cursor;
    starts.set(bar.title, start);
    ends.set(bar.title, start + bar.typical);
    cursor = Math.max(cursor, start + bar.typical);
    return { bar, start };
  });
}

/** What to change, from what to what, and what that saves. */
export function remedyText({ resource, property, from, to, savesSeconds }: Remedy): string {
  return `${resource} ${property} from ${from} to ${to} saves ${duration(savesSeconds)}`;
}

/** What is worse than in the base, what is better, and how much is new or gone. */
export function changeTexts(changes: readonly Change[]): readonly string[] {
  const of = (kind: Change['kind']) => changes.filter((change) => change.kind === kind);
  const count = (kind: Change['kind'], text: string) =>
    of(kind).length === 0 ? [] : [`${of(kind).length} ${text}`];
  return [
    ...[...of('worse'), ...of('better')].map(
      ({ kind, scenario, path, from, to }) =>
        `${kind}: ${path} of ${scenario}: ${from && summaryText(from)} → ${to && summaryText(to)}`,
    ),
    ...count('added', 'paths of scenarios are new'),
    ...count('gone', 'paths of scenarios are gone'),
  ];
}

function summaryText({ level, rtoSeconds, rpoSeconds }: Summary): string {
  const isAway = rtoSeconds !== null && level !== 'unaffected';
  return [
    `${LEVEL_WORDS[level]}${isAway ? ` in ${duration(rtoSeconds)}` : ''}`,
    ...(rpoSeconds !== null && rpoSeconds > 0 ? [`loses ${duration(rpoSeconds)}`] : []),
  ].join(', ');
}
