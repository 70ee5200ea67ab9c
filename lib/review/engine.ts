import { explore, type ResourceGraph, type ResourceNode } from '../assembly/index.ts';
import { acknowledge } from './acknowledgements.ts';
import { merge } from './merge.ts';
import type { Profile } from './profile.ts';
import type {
  Acknowledgement,
  Finding,
  GraphRule,
  ResourceRule,
  Rule,
  Status,
  SubjectVerdict,
} from './rule.ts';

export interface ReviewInput {
  readonly graph: ResourceGraph;
  readonly rules: readonly Rule[];
  readonly profile: Profile;
  /** @default - none */
  readonly acknowledgements?: readonly Acknowledgement[];
  /** The day on which acknowledgements are held against their expiry, `2026-11-20`. */
  readonly today: string;
}

export interface Review {
  /** By rule, then in graph order. */
  readonly findings: readonly Finding[];
  /** One entry for each rule, in the order of the rules. */
  readonly coverage: readonly Coverage[];
  /** Acknowledgements of a config that matched nothing: what they accepted is gone, or misspelt. */
  readonly unusedAcknowledgements: readonly Acknowledgement[];
}

/** What became of a rule: a rule that never applied is as worth knowing as one that failed. */
export interface Coverage extends Readonly<Record<Status, number>> {
  readonly rule: Rule;
  /** Resources that the rule judged; for rules about the whole graph, its findings. */
  readonly evaluated: number;
  /** Resources of its types to which it turned out not to apply. */
  readonly notApplicable: number;
}

/**
 * Judges a graph by rules. Never throws: a rule that does is reported as unknown, by name.
 *
 * The result depends on nothing but the input, so that one input has one report.
 */
export function review(input: ReviewInput): Review {
  const { graph, profile, rules, today, acknowledgements = [] } = input;
  const used = new Set<Acknowledgement>();
  const findings: Finding[] = [];
  const coverage: Coverage[] = [];
  const leftOut = rulesLeftOut(rules, profile);
  for (const rule of rules) {
    const outcome = leftOut.includes(rule)
      ? { findings: [], evaluated: 0, notApplicable: 0 }
      : apply(rule, graph, profile);
    const judged = outcome.findings.map((finding) =>
      acknowledge(finding, acknowledgements, today, used),
    );
    findings.push(...judged);
    const count = (status: Status) => judged.filter((one) => one.status === status).length;
    coverage.push({
      rule,
      evaluated: outcome.evaluated,
      notApplicable: outcome.notApplicable,
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      acknowledged: count('acknowledged'),
    });
  }
  // What an app carries is for all that it may be synthesized to: not all of it matches each time.
  const unusedAcknowledgements = acknowledgements.filter(
    (one) => !used.has(one) && one.source !== 'cdk',
  );
  return { findings, coverage, unusedAcknowledgements };
}

interface Outcome {
  readonly findings: readonly Finding[];
  readonly evaluated: number;
  readonly notApplicable: number;
}

/** The rules that a stage does without. */
export function rulesLeftOut(rules: readonly Rule[], { stage }: Profile): readonly Rule[] {
  return stage === 'development' ? rules.filter((rule) => rule.onlyInProduction === true) : [];
}

function apply(rule: Rule, graph: ResourceGraph, profile: Profile): Outcome {
  if (rule.appliesTo === 'graph') {
    const findings = judgeGraph(rule, graph, profile);
    return { findings, evaluated: findings.length, notApplicable: findings.length === 0 ? 1 : 0 };
  }
  const findings: Finding[] = [];
  let evaluated = 0;
  let notApplicable = 0;
  for (const resource of graph.resourcesOf(...rule.appliesTo)) {
    // A resource that no deployment creates needs no judgement.
    if (graph.exists(resource) === false) continue;
    const found = judgeResource(rule, resource, graph, profile);
    if (found.length === 0) notApplicable += 1;
    else evaluated += 1;
    findings.push(...found);
  }
  return { findings, evaluated, notApplicable };
}

function judgeResource(
  rule: ResourceRule,
  resource: ResourceNode,
  graph: ResourceGraph,
  profile: Profile,
): Finding[] {
  const exploration = explore(
    graph,
    (view) =>
      guard(resource, () => {
        const verdicts = rule.check(resource, { graph: view, profile });
        const list: readonly Omit<SubjectVerdict, 'subject'>[] =
          verdicts === undefined ? [] : 'status' in verdicts ? [verdicts] : verdicts;
        return list.map((verdict) => ({ ...verdict, subject: resource }));
      }),
    resource,
  );
  return merge(rule, exploration, resource, graph);
}

function judgeGraph(rule: GraphRule, graph: ResourceGraph, profile: Profile): Finding[] {
  const exploration = explore(graph, (view) =>
    guard(undefined, () => rule.check({ graph: view, profile })),
  );
  const bySubject = Map.groupBy(
    exploration.outcomes.flatMap(({ result }) => result),
    ({ subject }) => subject,
  );
  return [...bySubject.keys()].flatMap((subject) => {
    const outcomes = exploration.outcomes.map(({ scenario, result, without }) => ({
      scenario,
      result: result.filter((verdict) => verdict.subject === subject),
      without: (parameters: ReadonlySet<string>) =>
        without(parameters).filter((verdict) => verdict.subject === subject),
    }));
    return merge(rule, { ...exploration, outcomes }, subject, graph);
  });
}

/** A check's verdicts, or that it broke: a rule's mistake must not hide what other rules find. */
function guard(
  subject: SubjectVerdict['subject'],
  check: () => readonly SubjectVerdict[],
): readonly SubjectVerdict[] {
  try {
    return check();
  } catch (error) {
    const message = `the rule could not be evaluated: ${error instanceof Error ? error.message : error}`;
    return [{ status: 'unknown', subject, message }];
  }
}
