import { outcomeOf } from '../outcome.ts';
import type {
  Bar,
  ObjectivePrediction,
  PathName,
  Remedy,
  ScenarioPrediction,
  Span,
} from '../prediction.ts';
import { type Row, rowsOf } from '../rows.ts';
import type { RecoveryTarget, ResilienceObjectives } from './objectives.ts';

/** What would make one path of one scenario faster, most first. */
export type RemediesFor = (scenario: string, path: PathName) => readonly Remedy[];

/**
 * Holds what is declared against what was predicted. The worst path of the worst place decides; what
 * is missed anywhere is missed, and else what is unknown anywhere is unknown.
 */
export function judgeObjectives(
  { recovery = {}, survives = [], availabilityPercent, judge = 'typical' }: ResilienceObjectives,
  scenarios: readonly ScenarioPrediction[],
  remediesFor: RemediesFor = () => [],
): readonly ObjectivePrediction[] {
  const rowsFor = (name: string) => rowsOf(scenarios.filter(({ id }) => isScenario(name, id)));
  const held = Object.entries(recovery).flatMap(([name, target]) =>
    FIGURES.flatMap((figure) => {
      const declared = target[figure.property];
      if (declared === undefined) return [];
      const rows = rowsFor(scenarioOf(name));
      const key = `${name}.${figure.property}`;
      return judgeFigure(key, declared, rows, target, { figure, judge, remediesFor });
    }),
  );
  const ends = rowsFor(REGION_LOSS).filter(({ path }) => outcomeOf(path, 'by hand').rto !== null);
  const isHeld = availabilityPercent !== undefined && ends.length > 0;
  return [
    ...held,
    ...(isHeld
      ? [
          judgeFigure(
            'availabilityPercent.outageMinutes',
            budgetOf(availabilityPercent),
            ends,
            {},
            { figure: OUTAGE, judge, remediesFor },
          ),
        ]
      : []),
    ...survives.map((name) => judgeSurvival(name, rowsFor(name))),
  ];
}

/** The minutes of a year in which a service may be away: one recovery has to fit into them. */
function budgetOf(percent: number): number {
  const minutesPerYear = 365.25 * 24 * 60;
  return Math.floor((1 - percent / 100) * minutesPerYear);
}

export const REGION_LOSS = 'region-loss';

/** `regionLoss`, as a config has it, is the scenario `region-loss`; others are named as they are. */
export function scenarioOf(name: string): string {
  return name === 'regionLoss' ? REGION_LOSS : name;
}

/** Whether a name, with or without places, is that of a scenario. */
export function isScenario(name: string, id: string): boolean {
  const [names, ids] = [name.split('+'), id.split('+')];
  return (
    names.length === ids.length &&
    names.every((part, i) => ids[i] === part || ids[i]?.startsWith(`${part}:`))
  );
}

/** What of a path is held against a target. */
interface Figure {
  readonly property: 'rtoMinutes' | 'rpoMinutes';
  readonly of: 'rto' | 'rpo';
  /** Whether it is over only when all of the peak is served again. */
  readonly needsPeak: boolean;
}

const RTO: Figure = { property: 'rtoMinutes', of: 'rto', needsPeak: true };
/** What is back with less than the peak needs is not away any more. */
const OUTAGE: Figure = { ...RTO, needsPeak: false };
const FIGURES: readonly Figure[] = [RTO, { property: 'rpoMinutes', of: 'rpo', needsPeak: false }];

interface Judged {
  readonly row: Row;
  readonly verdict: ObjectivePrediction['verdict'];
  /** In seconds; null: nothing comes back. */
  readonly span: Span | null;
  readonly bars: readonly Bar[];
}

interface Terms {
  readonly figure: Figure;
  readonly judge: keyof Span;
  readonly remediesFor: RemediesFor;
}

function judgeFigure(
  key: string,
  declared: number,
  rows: readonly Row[],
  target: RecoveryTarget,
  { figure, judge, remediesFor }: Terms,
): ObjectivePrediction {
  // What reads miss was lost as a write.
  const counted = figure.of === 'rpo' ? rows.filter(({ name }) => name !== 'reads') : rows;
  const all = counted.map((row) => judged(row, declared, target, figure, judge));
  const decisive = worst(all, judge);
  if (decisive === undefined)
    return { key, declared, judged: judge, verdict: 'unknown', remedies: [] };
  const { row, verdict, span, bars } = decisive;
  const isLate = verdict === 'missed' && figure.of === 'rto';
  const longestBar = isLate ? longest(bars, judge) : undefined;
  return {
    key,
    declared,
    ...(verdict !== 'unknown' && { predicted: span && inMinutes(span) }),
    judged: judge,
    verdict,
    scenario: row.scenario.id,
    path: row.name,
    ...(longestBar !== undefined && { longestBar }),
    remedies: isLate ? remediesFor(row.scenario.id, row.name) : [],
  };
}

function judged(
  row: Row,
  declared: number,
  { byItself = false }: RecoveryTarget,
  { of, needsPeak }: Figure,
  judge: keyof Span,
): Judged {
  const { path } = row;
  const { level, timeline, ...outcome } = outcomeOf(path, byItself ? 'by itself' : 'by hand');
  const found = (verdict: Judged['verdict'], span: Span | null) => ({
    row,
    verdict,
    span,
    bars: timeline,
  });
  if (level === 'unknown') return found('unknown', null);
  // Where nothing comes back without a person, the figures are those with one.
  if (byItself && level === 'recovers-by-hand') return found('missed', null);
  const span = outcome[of];
  const isEnough = !needsPeak || level !== 'degraded';
  const isMet = span !== null && isEnough && span[judge] <= declared * 60;
  return found(isMet ? 'met' : 'missed', span);
}

/** What is missed by most; else what is not known, else what is nearest to its limit. */
function worst(all: readonly Judged[], judge: keyof Span): Judged | undefined {
  const order: readonly Judged['verdict'][] = ['missed', 'unknown', 'met'];
  const seconds = ({ span }: Judged) => span?.[judge] ?? Number.MAX_VALUE;
  return all.toSorted(
    (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || seconds(b) - seconds(a),
  )[0];
}

function longest(bars: readonly Bar[], judge: keyof Span): Bar | undefined {
  return bars.toSorted((a, b) => b[judge] - a[judge])[0];
}

function inMinutes({ shortest, typical, longest: most }: Span): Span {
  return { shortest: shortest / 60, typical: typical / 60, longest: most / 60 };
}

function judgeSurvival(name: string, rows: readonly Row[]): ObjectivePrediction {
  const verdictOf = ({ path: { level } }: Row): ObjectivePrediction['verdict'] => {
    if (level === 'unknown') return 'unknown';
    return level === 'unaffected' || level === 'recovers' ? 'met' : 'missed';
  };
  const first = (verdict: ObjectivePrediction['verdict']) =>
    rows.find((row) => verdictOf(row) === verdict);
  const row = first('missed') ?? first('unknown') ?? rows[0];
  return {
    key: `survives.${name}`,
    declared: name,
    verdict: row === undefined ? 'unknown' : verdictOf(row),
    ...(row !== undefined && { scenario: row.scenario.id, path: row.name }),
    remedies: [],
  };
}
