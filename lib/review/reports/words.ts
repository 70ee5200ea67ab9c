import { formatProblem, type InputProblem } from '../../assembly/index.ts';
import type { Report, ReportFinding, Summary } from './report.ts';

/** Findings of severity or status, worst first: the order in which reports list them. */
export const KINDS = ['error', 'warning', 'info', 'unknown', 'acknowledged'] as const;

export type Kind = (typeof KINDS)[number];

/** What a finding is listed as; undefined for one that passes, which reports are quiet about. */
export function kindOf({ status, severity }: ReportFinding): Kind | undefined {
  if (status === 'pass') return undefined;
  return status === 'fail' ? severity : status;
}

/** `1 error`, `2 errors`; adjectives stay as they are. */
export function counted(count: number, kind: string): string {
  const isNoun = kind !== 'info' && kind !== 'unknown' && kind !== 'acknowledged';
  return `${count} ${kind}${isNoun && count !== 1 ? 's' : ''}`;
}

/** `2 errors, 1 warning, 3 unknown`: what there is none of is left out, errors never are. */
export function summarize(summary: Summary): string {
  return KINDS.filter((kind) => kind === 'error' || summary[kind] > 0)
    .map((kind) => counted(summary[kind], kind))
    .join(', ');
}

/** Under which stage it is judged, where that leaves rules out; else undefined. */
export function stageNote({
  leftOut,
  profile,
}: Pick<Report, 'leftOut' | 'profile'>): string | undefined {
  if (leftOut.length === 0) return undefined;
  return `judged as ${profile.stage}: ${ruleRanges(leftOut).join(', ')} left to production`;
}

/** What is wrong with the input: a file that was not read, one that is invalid, a part not seen. */
export function inputProblem(problem: InputProblem, { templates }: Report): string {
  const isRead = templates.includes(problem.file);
  const kind = problem.severity === 'warning' ? 'not seen' : isRead ? 'invalid' : 'not read';
  return `${kind}: ${formatProblem(problem)}`;
}

/** The message with the conditions and defaults that it depends on. */
export function fullMessage(finding: ReportFinding): string {
  const { message, when, onlyIf = when, parameters = [], status } = finding;
  const condition = onlyIf === undefined ? '' : `, if ${onlyIf.join(' and ')}`;
  const others = parameters.filter(
    (name) => !onlyIf?.some((text) => text.startsWith(`${name} is `)),
  );
  if (status === 'pass' || others.length === 0) return message + condition;
  const shown = others.slice(0, MAX_PARAMETERS).join(', ');
  const more = others.length - MAX_PARAMETERS;
  return `${message}${condition} (by the default of ${shown}${more > 0 ? ` and ${more} more` : ''})`;
}

/** Parameters that a message names. */
const MAX_PARAMETERS = 3;

/** By stack, in the order of their names; what is about the architecture comes last. */
export function byStack(findings: readonly ReportFinding[]): readonly (readonly ReportFinding[])[] {
  // Stacks of two Regions may have one name.
  const keyOf = ({ stack = '\uffff', region = '' }: ReportFinding) => `${stack}\n${region}`;
  const groups = [...Map.groupBy(findings, keyOf)];
  return groups.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, own]) => own);
}

/** The name under which findings without a stack are listed. */
export const ARCHITECTURE = 'The architecture as a whole';

/** What a finding is about within its stack: its path without the stack's. */
export function subjectOf({ path, logicalId, stack }: ReportFinding): string {
  if (path === undefined) return 'the architecture';
  if (logicalId === undefined) return 'the stack';
  const prefix = `${stack}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** The same with the stack's name, for lists over several stacks. */
export function subjectIn(finding: ReportFinding): string {
  const { path, stack } = finding;
  return path === undefined
    ? ARCHITECTURE
    : finding.logicalId === undefined
      ? (stack ?? path)
      : path;
}

/** A name with its Region, where that is known: stacks of two Regions may have all else in common. */
export function inRegion(name: string, region: string | undefined): string {
  return region === undefined ? name : `${name} in ${region}`;
}

/** `file:line:column`, as terminals and editors make links of. */
export function placeOf({ position }: ReportFinding): string | undefined {
  return position && `${position.file}:${position.line}:${position.column}`;
}

/** `HA-NET-1`, `HA-NET-2`, `HA-NET-3`, `HA-ALB-2` as `NET-1…3`, `ALB-2`; in their order. */
export function ruleRanges(ids: readonly string[]): readonly string[] {
  const ranges: { area: string; first: number; last: number }[] = [];
  for (const id of ids) {
    const [, area = id, number = ''] = /^(?:HA-)?(.+)-(\d+)$/.exec(id) ?? [];
    const range = ranges.at(-1);
    if (range?.area === area && Number(number) === range.last + 1) range.last += 1;
    else ranges.push({ area, first: Number(number), last: Number(number) });
  }
  return ranges.map(({ area, first, last }) =>
    first === last ? `${area}-${first}` : `${area}-${first}…${last}`,
  );
}

/** What a config made of rules, and why. */
export function changedRules({ changedRules: changes }: Report): readonly string[] {
  return changes.map(({ ruleId, level, reason }) => `${ruleId} is ${level}: ${reason}`);
}
