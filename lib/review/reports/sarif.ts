import type { SourcePosition } from '../../assembly/index.ts';
import { printable, safeJson } from '../../formats/index.ts';
import type { Severity } from '../rule.ts';
import type { Report, ReportFinding, ReportRule } from './report.ts';
import { ARCHITECTURE, fullMessage, inputProblem } from './words.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** What GitHub's code scanning calls the severities of alerts that are not about security. */
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html), as code
 * scanning tools read it. What passes is left out: several tools show every result as an alert.
 * GitHub refuses a file with a result that has no place in a file, so what is about the
 * architecture as a whole is placed at the start of the first template:
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
 */
export function sarifReport(report: Report): string {
  const { tool, rules, problems, templates, coverage, wellArchitectedEdition } = report;
  const [first] = templates;
  const start = first === undefined ? undefined : { file: first, line: 1, column: 1 };
  const ruleIndex = new Map(rules.map(({ id }, i) => [id, i]));
  const run = {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        rules: rules.map((rule) => toRule(rule)),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: problems.map((problem) => ({
          level: problem.severity,
          message: { text: plainText(inputProblem(problem, report)) },
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(problem.file) } } }],
        })),
      },
    ],
    results: report.findings
      .filter(({ status }) => status !== 'pass')
      .map((finding) => ({
        ...toResult(finding, start),
        ruleIndex: ruleIndex.get(finding.ruleId),
      })),
    properties: { wellArchitectedEdition, coverage },
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${safeJson(log)}\n`;
}

function toRule({ id, title, rationale, severity, fix, docs, ...mapped }: ReportRule) {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: rationale },
    help: {
      text: `${rationale} ${fix}`,
      markdown: [rationale, `**Fix:** ${fix}`, docs.map((url) => `- <${url}>`).join('\n')].join(
        '\n\n',
      ),
    },
    helpUri: docs[0],
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      'problem.severity': PROBLEM_SEVERITIES[severity],
      // Of tags, code scanning shows the first ten.
      tags: ['availability', ...mapped.wellArchitected],
      controls: mapped.controls,
    },
  };
}

function toResult(finding: ReportFinding, start: SourcePosition | undefined) {
  const { ruleId, status, severity, path, evidence = [], acknowledgement } = finding;
  const position = finding.position ?? start;
  const { stack, region, resourceType, property, when, onlyIf, parameters } = finding;
  const what = fullMessage(finding);
  return {
    ruleId,
    // What is unknown is open: no level goes with it.
    ...(status === 'unknown'
      ? { kind: 'open', level: 'none' }
      : { kind: 'fail', level: LEVELS[severity] }),
    message: { text: plainText(region === undefined ? what : `${what} (${region})`) },
    locations: [
      {
        ...(position !== undefined && { physicalLocation: toLocation(position) }),
        logicalLocations: [{ fullyQualifiedName: path ?? ARCHITECTURE, kind: 'resource' }],
      },
    ],
    ...(evidence.length > 0 && {
      relatedLocations: evidence.map((one, id) => ({
        id,
        physicalLocation: toLocation(one.position),
        message: { text: plainText(`${one.path} ${one.note}`) },
      })),
    }),
    partialFingerprints: { 'evenkeelRulePath/v1': finding.fingerprint },
    ...(status === 'acknowledged' && {
      suppressions: [
        { kind: 'external', status: 'accepted', justification: acknowledgement?.reason ?? '' },
      ],
    }),
    properties: { status, stack, region, resourceType, property, when, onlyIf, parameters },
  };
}

/** In a message `[text](target)` is a link; with a backslash before it, it is text. */
function plainText(text: string): string {
  return printable(text).replaceAll(/\[(?=[^\]]*\]\()/g, '\\[');
}

function toLocation({ file, line, column }: SourcePosition) {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  };
}

/** Relative where it is below the folder of the review, so that a repository's viewer finds it. */
function uriOf(file: string): string {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${encoded}` : encoded;
}
