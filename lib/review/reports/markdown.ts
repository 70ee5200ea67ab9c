import { cell, code, fold, markdownTable as table } from '../../formats/index.ts';
import type { Report, ReportFinding } from './report.ts';
import { failuresByRule, type RuleGroup } from './summary.ts';
import {
  ARCHITECTURE,
  changedRules,
  counted,
  fullMessage,
  inputProblem,
  inRegion,
  type KINDS,
  kindOf,
  placeOf,
  ruleRanges,
  stageNote,
  subjectOf,
  summarize,
} from './words.ts';

/** For a comment on a pull request: what is wrong first, the rest folded. */
export function markdownReport(report: Report): string {
  const { findings, summary, coverage, parity, quotas } = report;
  const of = (kind: (typeof KINDS)[number]) => findings.filter((f) => kindOf(f) === kind);
  const groups = failuresByRule(report);
  const exceeding = quotas.filter(({ exceedsDefault }) => exceedsDefault);
  const never = coverage.filter(({ evaluated }) => evaluated === 0).map(({ ruleId }) => ruleId);
  const sections = [
    '## High availability review',
    `**${summarize(summary)}** in ${counted(summary.stacks, 'stack')} with ${counted(summary.resources, 'resource')}.`,
    stageNote(report) ?? '',
    report.problems.map((problem) => `> ${cell(inputProblem(problem, report))}`).join('\n'),
    faults(groups, 'error'),
    faults(groups, 'warning'),
    fold(`${summary.info} info`, summary.info, () => findingTable(of('info'))),
    fold(`${summary.unknown} unknown`, summary.unknown, () => findingTable(of('unknown'))),
    notJudged(report),
    fold(`${summary.acknowledged} acknowledged`, summary.acknowledged, () =>
      table(
        ['Rule', 'Resource', 'Reason', 'Until'],
        of('acknowledged').map(({ ruleId, path, region, acknowledgement }) => [
          ruleId,
          inRegion(code(path ?? ARCHITECTURE), region),
          cell(acknowledgement?.reason ?? ''),
          acknowledgement?.expires ?? '',
        ]),
      ),
    ),
    fold(
      `Regions: ${counted(parity?.differences.length ?? 0, 'difference')} in ${parity?.regions.join(', ')}`,
      parity?.differences.length ?? 0,
      () =>
        table(
          ['What', 'Property', ...(parity?.regions ?? [])],
          (parity?.differences ?? []).map(({ name, property = '', values }) => [
            code(name),
            property === '' ? '' : code(property),
            ...Object.values(values).map((value) => (value === null ? '–' : code(value))),
          ]),
        ),
    ),
    fold(`Quotas: ${exceeding.length} above AWS's default`, quotas.length, () =>
      table(
        ['Region', 'Quota', 'Needed', 'Default', 'Code'],
        quotas.map(({ region, name, needed, open, default: value, service, code: id }) => [
          region,
          cell(name),
          `${open.length > 0 ? '≥ ' : ''}${needed}${needed > value ? ' ⚠' : ''}`,
          String(value),
          code(`${service} ${id}`),
        ]),
      ),
    ),
    fold(
      `Coverage: ${coverage.length - never.length} of ${coverage.length} rules applied, preset ${report.preset}`,
      coverage.length,
      () =>
        [
          table(
            ['Rule', 'Pass', 'Fail', 'Unknown', 'Acknowledged', 'Not applicable'],
            coverage
              .filter(({ evaluated }) => evaluated > 0)
              .map((c) =>
                [c.ruleId, c.pass, c.fail, c.unknown, c.acknowledged, c.notApplicable].map(String),
              ),
            Number.POSITIVE_INFINITY,
          ),
          ...changedRules(report).map(cell),
          ...(never.length > 0 ? [`Nothing to judge for ${ruleRanges(never).join(', ')}.`] : []),
        ].join('\n\n'),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Types that no rule knows: silence would read as a pass. */
function notJudged({ notJudged: types }: Report): string {
  const named = types.map(({ type, count }) => `${count} ${code(type)}`).join(', ');
  return named === '' ? '' : `Not judged, since no rule knows the type: ${named}`;
}

/** Rules of one level that are listed, and resources of each: a comment is read, and holds so much. */
const MAX_FAULTS = 12;
const MAX_RESOURCES = 10;

/** What is wrong, each fault once with what it leads to, what has it, and what to do. */
function faults(groups: readonly RuleGroup[], wanted: 'error' | 'warning'): string {
  const all = groups.filter(({ kind }) => kind === wanted);
  if (all.length === 0) return '';
  const more = all.slice(MAX_FAULTS).map(({ ruleId }) => ruleId);
  return [
    `### ${wanted === 'error' ? 'Errors' : 'Warnings'}`,
    ...all
      .slice(0, MAX_FAULTS)
      .flatMap(({ consequence, ruleId, findings, fix }) => [
        `**${cell(consequence)}** (${ruleId})`,
        table(['Resource', 'Finding'], findings.map(row), MAX_RESOURCES),
        `Fix: ${cell(fix)}`,
      ]),
    ...(more.length > 0
      ? [`${ruleRanges(more).join(', ')} as well: the other reports say what.`]
      : []),
  ].join('\n\n');
}

function findingTable(findings: readonly ReportFinding[]): string {
  return table(
    ['Rule', 'Resource', 'Finding'],
    findings.map((finding) => [finding.ruleId, ...row(finding)]),
  );
}

function row(finding: ReportFinding): [resource: string, found: string] {
  const place = placeOf(finding);
  const name = [finding.stack, subjectOf(finding)].filter(Boolean).join('/');
  const at = place === undefined ? '' : `<br>${code(place)}`;
  return [`${code(inRegion(name, finding.region))}${at}`, cell(fullMessage(finding))];
}
