import { oneLine, printable } from '../../formats/index.ts';
import type { Report, ReportFinding } from './report.ts';
import { plainStyle, type Style, terminalStyle } from './style.ts';
import { byCause, failuresByRule, onlyWith, type RuleGroup, unknownByCause } from './summary.ts';
import {
  changedRules,
  counted,
  inputProblem,
  inRegion,
  placeOf,
  ruleRanges,
  stageNote,
  subjectIn,
  summarize,
} from './words.ts';

/** How a text is written. */
export interface TextOptions {
  /** Whether it goes to a terminal, which shows colours. @default false */
  readonly isTerminal?: boolean;
  /** Whether advice is listed, and not only counted. @default false */
  readonly info?: boolean;
}

/** For people at a terminal: what to fix first, then each fault once with all that have it. */
export function textReport(report: Report, { isTerminal = false, info = false }: TextOptions = {}) {
  const style = isTerminal ? terminalStyle : plainStyle;
  const groups = failuresByRule(report);
  const listed = groups.filter(({ kind }) => info || kind !== 'info');
  const sections = [
    first(report, groups, style),
    report.problems.map((problem) => oneLine(inputProblem(problem, report))),
    ...listed.map((group) => entry(group, style)),
    info ? [] : advice(groups, style),
    unknowns(report, style),
    acknowledgements(report),
    regions(report, style),
    quotas(report, style),
    coverage(report, groups.length > 0, style),
    [style.bold(`${summarize(report.summary)} in ${size(report)}`)],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
  return isTerminal ? text : printable(text);
}

/** Faults that the first lines name. */
const MAX_FIRST = 5;

/** What to fix first, in lines that fit on a screen with nothing else on it. */
function first(report: Report, groups: readonly RuleGroup[], style: Style): string[] {
  const worst = groups.filter(({ kind }) => kind !== 'info').slice(0, MAX_FIRST);
  const lines = worst.map(({ kind, ruleId, consequence, findings }) => {
    const [name, ...others] = new Set(findings.map(nameOf));
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const where = name === undefined ? '' : `: ${name}${more}`;
    return `  ${style[kind](kind.padEnd(8))}${consequence}${where} (${ruleId})`;
  });
  const cases = onlyWith(report).slice(0, 2);
  return [
    ...(lines.length === 0 ? [] : [style.bold('Fix first'), ...lines]),
    ...cases.map((text) => oneLine(`  ${text}${report.hasParameters ? '' : hintFor(text)}`)),
  ];
}

/** How to say which case it is, with the first parameter that one rests on. */
function hintFor(text: string): string {
  const [, name] = / only if (\w+) is /.exec(text) ?? [];
  return `: give --parameters${name === undefined ? '' : ` ${name}=…`}`;
}

const INDENT = ' '.repeat(9);

/** Resources that are listed for one cause. */
const MAX_PLACES = 5;

/** One fault, with everything that has it, by what was found. */
function entry(group: RuleGroup, style: Style): string[] {
  const { kind, ruleId, consequence, fix } = group;
  return [
    `${style[kind](kind.padEnd(9))}${style.bold(consequence)} (${ruleId})`,
    ...byCause(group).flatMap(([message, same]) => [
      `${INDENT}${oneLine(message)}`,
      ...same.slice(0, MAX_PLACES).map((finding) => place(finding, style)),
      ...(same.length > MAX_PLACES ? [`${INDENT}  and ${same.length - MAX_PLACES} more`] : []),
    ]),
    style.dim(`${INDENT}fix: ${fix}`),
  ];
}

function place(finding: ReportFinding, style: Style): string {
  const { stack, position } = finding;
  // Of a plain file the place says where it is.
  const within = stack !== undefined && stack === position?.file ? `${stack}/` : '';
  const evidence = (finding.evidence ?? [])
    .map(
      ({ path, note }) => `${path.startsWith(within) ? path.slice(within.length) : path} ${note}`,
    )
    .join('; ');
  const at = placeOf(finding);
  const line = [nameOf(finding), ...(at === undefined ? [] : [style.dim(oneLine(at))])].join('  ');
  return `${INDENT}  ${line}${evidence === '' ? '' : `\n${INDENT}    ${oneLine(evidence)}`}`;
}

/** What a finding is about, with its Region where that is known; a file is named by its place. */
function nameOf(finding: ReportFinding): string {
  const { region, logicalId, stack, position } = finding;
  const isFile = logicalId !== undefined && stack === position?.file;
  const subject = oneLine(isFile ? logicalId : subjectIn(finding));
  return inRegion(subject, region);
}

function advice(groups: readonly RuleGroup[], style: Style): string[] {
  const info = groups.filter(({ kind }) => kind === 'info');
  if (info.length === 0) return [];
  const count = info.reduce((sum, { findings }) => sum + findings.length, 0);
  const ids = ruleRanges(info.map(({ ruleId }) => ruleId)).join(', ');
  return [`${style.info('info')}     ${count} (${ids}): --info lists them`];
}

/** Causes that are listed of what cannot be known. */
const MAX_CAUSES = 10;

function unknowns(report: Report, style: Style): string[] {
  const causes = unknownByCause(report);
  const lines = causes.slice(0, MAX_CAUSES).map(({ cause, findings, ruleIds }) => {
    const names = new Set(findings.map(nameOf));
    const [name] = names;
    const subject = names.size > 1 ? `${name} and ${names.size - 1} more` : name;
    const ids = ruleRanges(ruleIds).join(', ');
    return `  ${String(findings.length).padStart(4)}  ${subject}: ${oneLine(cause)} (${ids})`;
  });
  const more = causes.length - MAX_CAUSES;
  if (more > 0) lines.push(`        and ${more} more causes: --format json has them`);
  return lines.length === 0 ? [] : [style.unknown('unknown'), ...lines];
}

function acknowledgements({ findings, unusedAcknowledgements }: Report): string[] {
  const accepted = findings.filter(({ status }) => status === 'acknowledged');
  const known = accepted.filter(({ acknowledgement }) => acknowledgement?.source === 'baseline');
  const lines = accepted
    .filter((finding) => !known.includes(finding))
    .map(
      (finding) =>
        `  ${finding.ruleId}  ${nameOf(finding)}: ${finding.acknowledgement?.reason ?? ''}`,
    );
  const unused = unusedAcknowledgements.map(
    ({ rule, resource }) => `  ${rule}  ${resource}: matches nothing in this review`,
  );
  const baseline = known.length === 0 ? [] : [`  ${known.length} in the baseline`];
  const all = [...baseline, ...lines, ...unused].map(oneLine);
  return all.length === 0 ? [] : ['Acknowledged', ...all];
}

function regions({ parity }: Report, style: Style): string[] {
  if (parity === undefined) return [];
  const { length } = parity.differences;
  const names = parity.regions.join(' and ');
  return [
    `${names}: ${counted(parity.compared, 'resource')} in all of them, ${counted(length, 'difference')}`,
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

/** Rules that never applied and types that no rule knows: silence would read as a pass. */
function coverage(report: Report, fails: boolean, style: Style): string[] {
  const { coverage: rules, notJudged, preset } = report;
  const applied = rules.filter(({ evaluated }) => evaluated > 0).length;
  const note = stageNote(report);
  const types = notJudged.map(({ type, count }) => `${count} ${type}`).join(', ');
  return [
    `${applied} of ${rules.length} rules applied, preset ${preset}`,
    ...changedRules(report).map(oneLine),
    ...(note === undefined ? [] : [note]),
    ...(types === '' ? [] : [`not judged, since no rule knows the type: ${types}`]),
    ...(fails ? [style.dim(HOW_TO_ACKNOWLEDGE)] : []),
  ];
}

const HOW_TO_ACKNOWLEDGE =
  'accept a finding, with the reason, under acknowledgements in --config (see --help)';

function size({ summary }: Report): string {
  const stacks = `${summary.stacks} ${summary.stacks === 1 ? 'stack' : 'stacks'}`;
  return `${stacks}, ${summary.resources} ${summary.resources === 1 ? 'resource' : 'resources'}`;
}
