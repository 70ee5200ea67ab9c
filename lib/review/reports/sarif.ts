import { formatProblem, type SourcePosition } from '../../assembly/index.ts';
import type { Severity } from '../rule.ts';
import type { Report, ReportFinding, ReportRule } from './report.ts';
import { ARCHITECTURE, fullMessage } from './words.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html), as code
 * scanning tools read it. What passes is left out: several tools show every result as an alert.
 */
export function sarifReport(report: Report): string {
  const { tool, rules, problems, coverage, wellArchitectedEdition } = report;
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
          level: 'warning',
          message: { text: formatProblem(problem) },
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(problem.file) } } }],
        })),
      },
    ],
    results: report.findings
      .filter(({ status }) => status !== 'pass')
      .map((finding) => ({
        ...toResult(finding),
        ruleIndex: ruleIndex.get(finding.ruleId),
      })),
    properties: { wellArchitectedEdition, coverage },
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toRule({ id, title, rationale, severity, fix, docs, ...mapped }: ReportRule) {
  return {
    id,
    name: id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: rationale },
    help: { text: `${rationale} ${fix}` },
    helpUri: docs[0],
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['availability', ...mapped.wellArchitected, ...mapped.controls] },
  };
}

function toResult(finding: ReportFinding) {
  const { ruleId, status, severity, path, position, evidence = [], acknowledgement } = finding;
  const { stack, region, resourceType, property, when, parameters } = finding;
  return {
    ruleId,
    // What is unknown is open: no level goes with it.
    ...(status === 'unknown'
      ? { kind: 'open', level: 'none' }
      : { kind: 'fail', level: LEVELS[severity] }),
    message: { text: fullMessage(finding) },
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
        message: { text: `${one.path} ${one.note}` },
      })),
    }),
    partialFingerprints: { 'evenkeelRulePath/v1': finding.fingerprint },
    ...(status === 'acknowledged' && {
      suppressions: [
        { kind: 'external', status: 'accepted', justification: acknowledgement?.reason ?? '' },
      ],
    }),
    properties: { status, stack, region, resourceType, property, when, parameters },
  };
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
