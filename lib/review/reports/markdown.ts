import type { Report, ReportFinding } from './report.ts';
import {
  ARCHITECTURE,
  fullMessage,
  inputProblem,
  type KINDS,
  kindOf,
  placeOf,
  printable,
  ruleRanges,
  subjectOf,
  summarize,
} from './words.ts';

/** Rows per table: a comment on a pull request holds 65,536 characters. */
const MAX_ROWS = 60;

/** For a comment on a pull request: what is wrong first, the rest folded. */
export function markdownReport(report: Report): string {
  const { findings, summary, coverage, parity, quotas } = report;
  const of = (kind: (typeof KINDS)[number]) => findings.filter((f) => kindOf(f) === kind);
  const exceeding = quotas.filter(({ exceedsDefault }) => exceedsDefault);
  const never = coverage.filter(({ evaluated }) => evaluated === 0).map(({ ruleId }) => ruleId);
  const sections = [
    '## High availability review',
    `**${summarize(summary)}** in ${summary.stacks} stacks with ${summary.resources} resources.`,
    report.problems.map((problem) => `> ${cell(inputProblem(problem, report))}`).join('\n'),
    ...(['error', 'warning', 'info'] as const).map((kind) => {
      const rows = of(kind);
      return rows.length === 0 ? '' : `### ${title(kind)}\n\n${findingTable(rows)}`;
    }),
    fold(`${summary.unknown} unknown`, summary.unknown, () => findingTable(of('unknown'))),
    fold(`${summary.acknowledged} acknowledged`, summary.acknowledged, () =>
      table(
        ['Rule', 'Resource', 'Reason', 'Until'],
        of('acknowledged').map(({ ruleId, path, acknowledgement }) => [
          ruleId,
          code(path ?? ARCHITECTURE),
          cell(acknowledgement?.reason ?? ''),
          acknowledgement?.expires ?? '',
        ]),
      ),
    ),
    fold(
      `Regions: ${parity?.differences.length ?? 0} differences in ${parity?.regions.join(', ')}`,
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
      `Coverage: ${coverage.length - never.length} of ${coverage.length} rules applied`,
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
          ...(never.length > 0 ? [`Nothing to judge for ${ruleRanges(never).join(', ')}.`] : []),
        ].join('\n\n'),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function title(kind: string): string {
  return { error: 'Errors', warning: 'Warnings', info: 'Advice' }[kind] ?? kind;
}

function findingTable(findings: readonly ReportFinding[]): string {
  return table(
    ['Rule', 'Resource', 'Finding'],
    findings.map((finding) => {
      const place = placeOf(finding);
      const { region } = finding;
      const name = [finding.stack, subjectOf(finding)].filter(Boolean).join('/');
      const subject = region === undefined ? name : `${name} in ${region}`;
      return [
        finding.ruleId,
        `${code(subject)}${place === undefined ? '' : `<br>${code(place)}`}`,
        cell(fullMessage(finding)),
      ];
    }),
  );
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  max = MAX_ROWS,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const shown = rows.slice(0, max).map(line);
  const more = rows.length > max ? [`\n${rows.length - max} more are in the other reports.`] : [];
  return [line(head), line(head.map(() => '---')), ...shown, ...more].join('\n');
}

function fold(summary: string, count: number, body: () => string): string {
  if (count === 0) return '';
  return `<details><summary>${cell(summary)}</summary>\n\n${body()}\n\n</details>`;
}

/**
 * A text that says what it says, inside a table. GitHub makes links of addresses and mentions as well,
 * also of characters that are written as entities, but not across a comment.
 */
function cell(text: string): string {
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|~#@&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/:(?=\/\/)|ww(?=w\.)|&#64;|(?<=mailto|xmpp):/gi, '$&<!-- -->');
}

/** The same as code, in which nothing is markup but the delimiters, and of the table the pipe. */
function code(text: string): string {
  const flat = printable(text).replaceAll(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '¦');
  return `\`${flat}\``;
}
