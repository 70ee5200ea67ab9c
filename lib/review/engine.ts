import {
  type Assumption,
  type Exploration,
  type Explored,
  explore,
  type ResourceGraph,
  type ResourceNode,
  type Scenario,
  type TemplateStack,
} from '../assembly/index.ts';
import { acknowledge } from './acknowledgements.ts';
import type { Profile } from './profile.ts';
import type {
  Acknowledgement,
  Evidence,
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

/** What a check says in one scenario. */
type Judged = Explored<readonly SubjectVerdict[]>;

/** The gravest verdict about a place, the scenarios in which it is so, and the first of them. */
interface Worst {
  readonly verdict: SubjectVerdict;
  readonly weight: number;
  readonly scenarios: Scenario[];
  readonly outcome: Judged;
}

/**
 * One subject's verdicts over all scenarios: what fails in any of them fails, what is unknown in
 * any is unknown, and only what passes in all of them passes.
 */
function merge(
  rule: Rule,
  { outcomes, excluded, isComplete }: Exploration<readonly SubjectVerdict[]>,
  subject: SubjectVerdict['subject'],
  graph: ResourceGraph,
): Finding[] {
  const worst = new Map<string, Worst>();
  const meant = new Map<string, readonly Scenario[]>();
  for (const outcome of outcomes) {
    const { scenario } = outcome;
    for (const [place, verdict] of placed(outcome.result)) {
      if (isMeant(rule, verdict, scenario)) {
        meant.set(place, [...(meant.get(place) ?? []), scenario]);
        continue;
      }
      const before = worst.get(place);
      const weight = weightOf(rule, verdict, scenario);
      if (before?.weight === weight) before.scenarios.push(scenario);
      else if (before === undefined || weight > before.weight) {
        worst.set(place, { verdict, weight, scenarios: [scenario], outcome });
      }
    }
  }
  const all = [...worst];
  const problems = all.filter(([, { verdict }]) => verdict.status !== 'pass');
  const findings = (problems.length > 0 ? problems : all).map(([place, one]) => {
    const { verdict } = one;
    // It is no less so where it is meant to be.
    const also = verdict.status === 'fail' ? (meant.get(place) ?? []) : [];
    const scenarios = [...one.scenarios, ...also];
    // What holds in all scenarios is not due to any condition.
    const always =
      verdict.status === 'pass' || (excluded === 0 && scenarios.length === outcomes.length);
    return toFinding(rule, verdict, {
      scenarios: always ? [] : scenarios,
      // What is so in every case is not so because of one, though it may matter more in it.
      isShown: always || excluded > 0 || !isSoAlways(place, verdict, outcomes),
      parameters: parametersBehind(one, place, outcomes, graph),
    });
  });
  if (!isComplete && !findings.some(({ status }) => status === 'fail')) {
    const message = `only ${outcomes.length} combinations of the template's conditions were looked at; there are more`;
    return [toFinding(rule, { status: 'unknown', subject, message }, {})];
  }
  return findings;
}

/** Whether a check says the same of a place in every scenario, at whatever level. */
function isSoAlways(
  place: string,
  { status, message }: SubjectVerdict,
  outcomes: readonly Judged[],
): boolean {
  return outcomes.every(({ result }) => {
    const found = placed(result).get(place);
    return found?.status === status && found.message === message;
  });
}

/**
 * Whether what is found is what somebody wants: the stage that is not for production does without
 * what is hygiene, such as a protection against deletion. What takes the service down counts in
 * every case.
 */
function isMeant(rule: Rule, { severity, status }: SubjectVerdict, scenario: Scenario): boolean {
  const { isDefault, departures } = scenario;
  const isForProduction = isDefault || departures.some((choice) => PRODUCTION.test(choice));
  return !isForProduction && status === 'fail' && (severity ?? rule.severity) === 'info';
}

/** What a choice of parameters says of the stage that clients use: `Stage is prod`. */
const PRODUCTION = / is (?:live|prd|prod|production)$/i;

/** What scenarios have in common, which is what they are due to; if nothing, the first of them. */
function inCommon([first, ...others]: readonly Scenario[]): readonly Assumption[] {
  const assumptions = first?.assumptions ?? [];
  const shared = assumptions.filter(({ stack, condition, truth }) =>
    others.every((scenario) =>
      scenario.assumptions.some(
        (one) => one.stack === stack && one.condition === condition && one.truth === truth,
      ),
    ),
  );
  return shared.length > 0 ? shared : assumptions;
}

/**
 * What scenarios have in common of the parameters; if nothing, the values of a parameter that each of
 * them chooses: `Stage is dev or staging`.
 */
function choicesInCommon(scenarios: readonly Scenario[]): readonly string[] {
  const [first, ...others] = scenarios;
  const shared = (first?.choices ?? []).filter((choice) =>
    others.every(({ choices }) => choices.includes(choice)),
  );
  if (shared.length > 0 || others.length === 0) return shared;
  const chosen = scenarios.flatMap(({ choices }) => choices.map((choice) => CHOSEN.exec(choice)));
  const byName = Map.groupBy(
    chosen.filter((one) => one !== null),
    ([, name = '']) => name,
  );
  return [...byName]
    .filter(([, own]) => own.length === scenarios.length)
    .map(
      ([name, own]) =>
        `${name} is ${[...new Set(own.map(([, , value]) => value))].toSorted().join(' or ')}`,
    );
}

/** A parameter and the value that it has in a scenario. */
const CHOSEN = /^(\w+) is (?!not )(.+)$/;

/** One level lower. */
const LESS = { error: 'warning', warning: 'info', info: 'info' } as const;

/**
 * Where somebody gives the parameters of a stack, they are the case that counts: what fails in other
 * cases alone matters less. Where nobody does, the worst case counts, unless that is a stage for
 * development, which nobody gets without asking for it.
 */
function isLess(stack: TemplateStack | undefined, scenarios: readonly Scenario[]): boolean {
  if (scenarios.length === 0 || scenarios.some(({ isDefault }) => isDefault)) return false;
  let root = stack;
  while (root?.parent !== undefined) root = root.parent.stack;
  const isGiven = root !== undefined && Object.keys(root.parameterValues).length > 0;
  return isGiven || scenarios.every(isForDevelopment);
}

function isForDevelopment({ departures }: Scenario): boolean {
  return departures.some((choice) => DEVELOPMENT.test(choice));
}

/** What a choice of parameters says of a stage that no clients use: `Stage is dev`. */
const DEVELOPMENT =
  / is (?:(?:dev|develop|development|test|testing|qa|stg|stage|staging|sandbox|local)(?: or |$))+/i;

/**
 * The parameters whose defaults are behind a verdict: of those that the check read of its subject and
 * of what belongs to it, the ones without which it would come to something else.
 */
function parametersBehind(
  { verdict, outcome }: Worst,
  place: string,
  outcomes: readonly Judged[],
  graph: ResourceGraph,
): readonly string[] {
  const read = parametersRead(verdict, outcomes, graph);
  if (verdict.status === 'pass' || read.length > MAX_TRIED) return read;
  const idle = new Set<string>();
  for (const name of read) {
    const tried = new Set([...idle, name]);
    const again = placed(outcome.without(tried)).get(place);
    const isSame = again?.status === verdict.status && again.message === verdict.message;
    if (isSame && again.severity === verdict.severity) idle.add(name);
  }
  return read.filter((name) => !idle.has(name));
}

/** Beyond so many parameters all that were read are named, rather than to try each. */
const MAX_TRIED = 20;

/** A check's verdicts by place: it judges what is in one place in one order in all scenarios. */
function placed(result: readonly SubjectVerdict[]): ReadonlyMap<string, SubjectVerdict> {
  const seen = new Map<string, number>();
  return new Map(
    result.map((verdict) => {
      const key = placeOf(verdict);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return [`${nth} ${key}`, verdict] as const;
    }),
  );
}

function parametersRead(
  { subject, evidence = [] }: SubjectVerdict,
  outcomes: readonly Judged[],
  graph: ResourceGraph,
): readonly string[] {
  const isOne = subject !== undefined && 'logicalId' in subject;
  let belonging: ReadonlySet<ResourceNode> | undefined;
  const belongs = (node: ResourceNode | undefined) => {
    if (!isOne || node === undefined) return true;
    belonging ??= belongingTo(subject, evidence, graph);
    return belonging.has(node);
  };
  const names = outcomes.flatMap(({ scenario }) =>
    [...scenario.reads].flatMap(([name, nodes]) => ([...nodes].some(belongs) ? [name] : [])),
  );
  return [...new Set(names)].toSorted();
}

/** A resource, what it rests on, what these refer to, and what refers to it. */
function belongingTo(
  subject: ResourceNode,
  evidence: readonly Evidence[],
  graph: ResourceGraph,
): ReadonlySet<ResourceNode> {
  const found = new Set<ResourceNode>();
  const pending = [subject, ...evidence.map(({ resource }) => resource)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    pending.push(...graph.references(node).map(({ to }) => to));
  }
  for (const { from } of graph.referrers(subject)) found.add(from);
  return found;
}

const WEIGHTS = { info: 2, warning: 3, error: 4 } as const;

/** How much a verdict counts against others about the same place: failures by their level. */
function weightOf(rule: Rule, verdict: SubjectVerdict, scenario: Scenario): number {
  const { status, subject, severity = rule.severity } = verdict;
  if (status !== 'fail') return status === 'unknown' ? 1 : 0;
  return WEIGHTS[isLess(stackOf(subject), [scenario]) ? LESS[severity] : severity];
}

function stackOf(subject: SubjectVerdict['subject']): TemplateStack | undefined {
  return subject === undefined || 'template' in subject ? subject : subject.stack;
}

function placeOf({ property = [], evidence = [] }: SubjectVerdict): string {
  return JSON.stringify([property, evidence.map(({ resource }) => resource.id)]);
}

function toFinding(
  rule: Rule,
  verdict: SubjectVerdict,
  {
    scenarios = [],
    isShown = true,
    parameters = [],
  }: {
    scenarios?: readonly Scenario[];
    isShown?: boolean;
    parameters?: readonly string[];
  },
): Finding {
  const {
    status,
    message,
    subject,
    property = [],
    evidence = [],
    severity = rule.severity,
  } = verdict;
  const resource = subject !== undefined && 'logicalId' in subject ? subject : undefined;
  const stack = stackOf(subject);
  return {
    rule,
    status,
    severity: isLess(stack, scenarios) ? LESS[severity] : severity,
    message,
    stack,
    resource,
    property,
    evidence: firstOf(evidence),
    scenario: scenarios.length === 0 || !isShown ? [] : inCommon(scenarios),
    onlyIf: isShown ? choicesInCommon(scenarios) : [],
    parameters,
    acknowledgement: undefined,
  };
}

/**
 * How many resources a finding shows as its evidence: where each of thousands of resources rests
 * on thousands of others, a report of them all could neither be read nor written.
 */
const MAX_EVIDENCE = 10;

function firstOf(evidence: readonly Evidence[]): readonly Evidence[] {
  const more = evidence.length - MAX_EVIDENCE;
  if (more <= 0) return evidence;
  return evidence
    .slice(0, MAX_EVIDENCE)
    .map((one, i) =>
      i === MAX_EVIDENCE - 1 ? { ...one, note: `${one.note} (and ${more} more)` } : one,
    );
}
