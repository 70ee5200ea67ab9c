import type { Report, ReportFinding } from './report.ts';
import { plainStyle, type Style, terminalStyle } from './style.ts';
import {
  ARCHITECTURE,
  byStack,
  fullMessage,
  inputProblem,
  KINDS,
  kindOf,
  placeOf,
  printable,
  ruleRanges,
  subjectOf,
  summarize,
} from './words.ts';

/** For people at a terminal: what is wrong by stack, worst first, and what was not judged. */
export function textReport(report: Report, isTerminal = false): string {
  const style = isTerminal ? terminalStyle : plainStyle;
  const sections = [
    report.problems.map((problem) => printable(inputProblem(problem, report))),
    ...findingsByStack(report, style),
    acknowledgements(report),
    regions(report, style),
    quotas(report, style),
    coverage(report),
    [style.bold(`${summarize(report.summary)} in ${size(report)}`)],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
  return isTerminal ? text : printable(text);
}

function findingsByStack({ findings, rules }: Report, style: Style): string[][] {
  const listed = findings.filter((f) => f.status === 'fail' || f.status === 'unknown');
  const fixes = new Map(rules.map(({ id, fix }) => [id, fix]));
  return byStack(listed).map(([stack, own]) => {
    const region = own[0]?.region === undefined ? '' : ` (${own[0].region})`;
    const lines = [style.bold(printable(stack === undefined ? ARCHITECTURE : `${stack}${region}`))];
    for (const kind of KINDS) {
      const byRule = Map.groupBy(
        own.filter((finding) => kindOf(finding) === kind),
        ({ ruleId }) => ruleId,
      );
      for (const [ruleId, same] of byRule) {
        lines.push(...same.flatMap((finding) => entry(finding, style)));
        const fix = fixes.get(ruleId);
        if (kind !== 'unknown' && fix !== undefined) lines.push(style.dim(`${INDENT}fix: ${fix}`));
      }
    }
    return lines;
  });
}

const INDENT = ' '.repeat(10);

function entry(finding: ReportFinding, style: Style): string[] {
  const kind = kindOf(finding) ?? 'info';
  const place = placeOf(finding);
  const subject = printable(subjectOf(finding));
  const evidence = (finding.evidence ?? []).map(({ path, note }) => `${path} ${note}`);
  return [
    `  ${style[kind](kind.padEnd(8))}${finding.ruleId}  ${subject}`,
    `${INDENT}${printable(fullMessage(finding))}`,
    ...(evidence.length === 0 ? [] : [`${INDENT}${printable(evidence.join('; '))}`]),
    ...(place === undefined ? [] : [style.dim(`${INDENT}${printable(place)}`)]),
  ];
}

function acknowledgements({ findings, unusedAcknowledgements }: Report): string[] {
  const accepted = findings.filter(({ status }) => status === 'acknowledged');
  const lines = accepted.map(
    ({ ruleId, path, acknowledgement }) =>
      `  ${ruleId}  ${path ?? ARCHITECTURE}: ${acknowledgement?.reason}`,
  );
  const unused = unusedAcknowledgements.map(
    ({ rule, resource }) => `  ${rule}  ${resource}: matches nothing in this review`,
  );
  return lines.length + unused.length === 0
    ? []
    : ['Acknowledged', ...[...lines, ...unused].map(printable)];
}

function regions({ parity }: Report, style: Style): string[] {
  if (parity === undefined) return [];
  const { length } = parity.differences;
  const names = parity.regions.join(' and ');
  return [
    `${names}: ${parity.compared} resources in all of them, ${length} differences`,
    ...(length > 0 ? [style.dim('  listed by --format json, markdown and html')] : []),
  ];
}

function quotas({ quotas: needs }: Report, style: Style): string[] {
  const exceeding = needs.filter(({ exceedsDefault }) => exceedsDefault);
  if (exceeding.length === 0) return [];
  const lines = exceeding.map(
    (need) =>
      `  ${need.region}  ${need.name}: ${need.needed} needed, ${need.default} by default (${need.service} ${need.code})`,
  );
  return ["Quotas that need to be above AWS's default", ...lines.map((line) => style.dim(line))];
}

/** A rule that never applied is named: silence would read as a pass. */
function coverage({ coverage: rules }: Report): string[] {
  const never = rules.filter(({ evaluated }) => evaluated === 0);
  const judged = rules.length - never.length;
  const names = ruleRanges(never.map(({ ruleId }) => ruleId));
  return [
    `${judged} of ${rules.length} rules applied`,
    ...(names.length === 0 ? [] : wrap(`nothing to judge for ${names.join(', ')}`)),
  ];
}

function wrap(text: string, width = 96): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(`  ${line}`);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, `  ${line}`];
}

function size({ summary }: Report): string {
  const stacks = `${summary.stacks} ${summary.stacks === 1 ? 'stack' : 'stacks'}`;
  return `${stacks}, ${summary.resources} ${summary.resources === 1 ? 'resource' : 'resources'}`;
}
