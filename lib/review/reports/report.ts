import { createHash } from 'node:crypto';
import {
  assumptionText,
  type InputProblem,
  type ResourceGraph,
  type ResourceNode,
  type SourcePosition,
} from '../../assembly/index.ts';
import { relativePath, VERSION } from '../../formats/index.ts';
import { type Review, rulesLeftOut } from '../engine.ts';
import { controlsOf, WELL_ARCHITECTED_EDITION } from '../frameworks.ts';
import type { Levels, Preset } from '../presets.ts';
import type { Profile } from '../profile.ts';
import type { Acknowledgement, Finding, Rule, Severity, Status } from '../rule.ts';
import { type NotJudged, notJudged } from '../sections/not-judged.ts';
import { compareRegions } from '../sections/parity.ts';
import { billOfQuotas } from '../sections/quotas.ts';

/**
 * A review as plain data, in a fixed order: all reports are made of it, and as JSON it is one
 * itself. `schema.json` beside this file describes it.
 */
export interface Report {
  readonly tool: { readonly name: 'evenkeel'; readonly version: string };
  readonly wellArchitectedEdition: string;
  readonly profile: Profile;
  /** How much was asked of the service. */
  readonly preset: Preset;
  /** Rules that a config gave another level, or turned off, and why. */
  readonly changedRules: Levels['changes'];
  readonly summary: Summary;
  /** The templates that were read, in graph order. */
  readonly templates: readonly string[];
  /** What of the input could not be seen, such as a nested template that is elsewhere. */
  readonly problems: readonly InputProblem[];
  readonly findings: readonly ReportFinding[];
  readonly coverage: readonly RuleCoverage[];
  /** IDs of the rules that the stage of the profile does without. */
  readonly leftOut: readonly string[];
  readonly rules: readonly ReportRule[];
  /** Undefined for fewer than two Regions. */
  readonly parity?: ReportParity;
  readonly quotas: readonly ReportQuota[];
  /** Resources that serve or hold data, of types that no rule knows. */
  readonly notJudged: readonly NotJudged[];
  /** Whether parameters of a stack were given, and not only have defaults. */
  readonly hasParameters: boolean;
  readonly unusedAcknowledgements: readonly Acknowledgement[];
}

export interface Summary {
  readonly stacks: number;
  readonly resources: number;
  /** Findings that fail, by severity. */
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly unknown: number;
  readonly acknowledged: number;
  readonly pass: number;
}

export interface ReportFinding {
  readonly ruleId: string;
  readonly status: Status;
  readonly severity: Severity;
  /** Stack name, or the template's path; undefined where it is about the architecture. */
  readonly stack?: string;
  readonly region?: string;
  readonly logicalId?: string;
  readonly resourceType?: string;
  /** Construct path; without CDK, `STACK/LOGICAL_ID`. */
  readonly path?: string;
  /** Below `Properties`. */
  readonly property?: string;
  readonly message: string;
  /** Conditions under which it is so: `IsProduction is false`. */
  readonly when?: readonly string[];
  /** The same as what of the parameters it takes: `Stage is dev`. */
  readonly onlyIf?: readonly string[];
  /** Parameters whose defaults the verdict may rest on. */
  readonly parameters?: readonly string[];
  readonly evidence?: readonly ReportEvidence[];
  /** Left out of what passes. */
  readonly position?: SourcePosition;
  readonly acknowledgement?: Acknowledgement;
  /** The same in every run, though lines and logical IDs move. */
  readonly fingerprint: string;
}

export interface ReportEvidence {
  readonly path: string;
  readonly note: string;
  readonly position: SourcePosition;
}

export interface RuleCoverage extends Readonly<Record<Status, number>> {
  readonly ruleId: string;
  readonly evaluated: number;
  readonly notApplicable: number;
}

export interface ReportRule {
  readonly id: string;
  readonly consequence: string;
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly fix: string;
  readonly wellArchitected: readonly string[];
  readonly controls: readonly string[];
  readonly docs: readonly string[];
}

export interface ReportParity {
  readonly regions: readonly string[];
  readonly compared: number;
  readonly differences: readonly {
    readonly kind: 'stack' | 'resource' | 'property';
    readonly name: string;
    readonly type?: string;
    readonly property?: string;
    readonly values: Readonly<Record<string, string | null>>;
  }[];
}

export interface ReportQuota {
  readonly region: string;
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly needed: number;
  /** Resources of which it is not known how much they take, beside what is needed for sure. */
  readonly open: readonly string[];
  readonly default: number;
  readonly exceedsDefault: boolean;
  readonly docs: string;
}

export interface ReportInput {
  readonly graph: ResourceGraph;
  readonly problems: readonly InputProblem[];
  readonly review: Review;
  readonly profile: Profile;
  /** @default - every rule at its own level */
  readonly levels?: Pick<Levels, 'preset' | 'changes'>;
  /** Paths below this folder are reported relative to it. */
  readonly root: string;
  /** Fingerprints of what is known already, and only counted. @default - nothing is */
  readonly baseline?: ReadonlySet<string> | undefined;
}

/** Longest text of a differing value: policies and user data can be pages. */
const MAX_VALUE = 120;

export function createReport(input: ReportInput): Report {
  const { graph, problems, review, profile, root, baseline } = input;
  const { preset, changes } = input.levels ?? { preset: 'production', changes: [] };
  const { findings, coverage, unusedAcknowledgements } = review;
  const file = (path: string) => relativePath(root, path);
  const reported = withFingerprints(
    findings.map((finding) => toReportFinding(graph, finding, file)),
  ).map((finding) => (baseline?.has(finding.fingerprint) ? known(finding) : finding));
  const count = (status: Status, severity?: Severity) =>
    reported.filter((f) => f.status === status && (severity ?? f.severity) === f.severity).length;
  const parity = compareRegions(
    graph,
    profile.regions.map(({ name }) => name).filter((name) => graph.regions.includes(name)),
  );
  return {
    tool: { name: 'evenkeel', version: VERSION },
    wellArchitectedEdition: WELL_ARCHITECTED_EDITION,
    profile,
    preset,
    changedRules: changes,
    summary: {
      stacks: graph.stacks.length,
      resources: graph.nodes.length,
      error: count('fail', 'error'),
      warning: count('fail', 'warning'),
      info: count('fail', 'info'),
      unknown: count('unknown'),
      acknowledged: count('acknowledged'),
      pass: count('pass'),
    },
    templates: [...new Set(graph.stacks.map(({ template }) => file(template.file)))],
    problems: problems.map((problem) => ({ ...problem, file: file(problem.file) })),
    findings: reported,
    coverage: coverage.map(({ rule, ...counts }) => ({ ruleId: rule.id, ...counts })),
    leftOut: rulesLeftOut(
      coverage.map(({ rule }) => rule),
      profile,
    ).map(({ id }) => id),
    rules: coverage.map(({ rule }) => describeRule(rule)),
    ...(parity.regions.length > 1 && {
      parity: {
        ...parity,
        differences: parity.differences.map(({ kind, name, type, property, values }) => ({
          kind,
          name,
          ...(type !== undefined && { type }),
          ...(property !== undefined && { property }),
          values: Object.fromEntries([...values].map(([r, value]) => [r, shorten(value)])),
        })),
      },
    }),
    quotas: billOfQuotas(graph).map(({ region, quota, needed, open, exceedsDefault }) => ({
      region,
      service: quota.service,
      code: quota.code,
      name: quota.name,
      needed,
      open: open.map((node) => pathOf(node, file)),
      default: quota.value,
      exceedsDefault,
      docs: quota.docs,
    })),
    notJudged: notJudged(
      graph,
      coverage.map(({ rule }) => rule),
    ),
    hasParameters: graph.stacks.some(
      ({ parent, parameterValues }) => !parent && Object.keys(parameterValues).length > 0,
    ),
    unusedAcknowledgements,
  };
}

function toReportFinding(
  graph: ResourceGraph,
  finding: Finding,
  file: (path: string) => string,
): Omit<ReportFinding, 'fingerprint'> {
  const { rule, stack, resource, property, scenario, onlyIf, parameters, acknowledgement } =
    finding;
  const at = (position: SourcePosition) => ({ ...position, file: file(position.file) });
  const stackName = stack && (stack.name ?? file(stack.id));
  const isListed = finding.status !== 'pass';
  const evidence = (isListed ? finding.evidence : []).map(({ resource: other, note }) => ({
    path: pathOf(other, file),
    note,
    position: at(graph.position(other)),
  }));
  return {
    ruleId: rule.id,
    status: finding.status,
    severity: finding.severity,
    ...(stackName !== undefined && { stack: stackName }),
    ...(stack?.region !== undefined && { region: stack.region }),
    ...(resource !== undefined && { logicalId: resource.logicalId, resourceType: resource.type }),
    ...(stack !== undefined && {
      path: resource === undefined ? (stack.constructPath ?? stackName) : pathOf(resource, file),
    }),
    ...(property.length > 0 && { property: property.join('.') }),
    message: finding.message,
    ...(scenario.length > 0 && {
      when: scenario.map(assumptionText),
    }),
    ...(onlyIf.length > 0 && { onlyIf }),
    ...(parameters.length > 0 && { parameters }),
    ...(evidence.length > 0 && { evidence }),
    ...(isListed &&
      stack !== undefined && {
        position: at(
          resource === undefined
            ? stack.template.locate([])
            : graph.position(resource, ...property),
        ),
      }),
    ...(acknowledgement !== undefined && { acknowledgement }),
  };
}

function pathOf({ constructPath, stack, logicalId }: ResourceNode, file: (path: string) => string) {
  return constructPath ?? `${stack.name ?? file(stack.id)}/${logicalId}`;
}

/** What fails or is not known, and was so when the baseline was written. */
function known(finding: ReportFinding): ReportFinding {
  if (finding.status !== 'fail' && finding.status !== 'unknown') return finding;
  const { ruleId, path = '*' } = finding;
  return {
    ...finding,
    status: 'acknowledged',
    acknowledgement: {
      rule: ruleId,
      resource: path,
      reason: 'it is in the baseline',
      source: 'baseline',
    },
  };
}

/** Rule and path make the fingerprint; of several with both in common, their order does too. */
function withFingerprints(
  findings: readonly Omit<ReportFinding, 'fingerprint'>[],
): readonly ReportFinding[] {
  const seen = new Map<string, number>();
  const regions = Map.groupBy(findings, ({ path = '' }) => path);
  const several = new Set(
    [...regions].flatMap(([path, own]) =>
      new Set(own.map(({ region }) => region)).size > 1 ? [path] : [],
    ),
  );
  return findings.map((finding) => {
    const { ruleId, path = '', property = '' } = finding;
    // One template in two Regions is two stacks, which may have one name.
    const place = several.has(path) ? `${finding.region}/${path}` : path;
    const key = `${ruleId}\n${place}\n${property}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const hash = createHash('sha256').update(ordinal === 0 ? key : `${key}\n${ordinal}`);
    return { ...finding, fingerprint: hash.digest('hex').slice(0, 32) };
  });
}

function describeRule(rule: Rule): ReportRule {
  const { id, consequence, title, rationale, severity, fix, wellArchitected, docs } = rule;
  const controls = controlsOf(rule.controls);
  return { id, consequence, title, rationale, severity, fix, wellArchitected, controls, docs };
}

function shorten(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value.length <= MAX_VALUE ? value : `${value.slice(0, MAX_VALUE - 1)}…`;
}
