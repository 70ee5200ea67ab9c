import type { Exploration, ResourceGraph, Scenario, TemplateStack } from '../assembly/index.ts';
import { choicesInCommon, inCommon, isLess, isMeant, LESS } from './cases.ts';
import { parametersBehind } from './deciding-parameters.ts';
import { type Judged, placed } from './places.ts';
import type { Evidence, Finding, Rule, SubjectVerdict } from './rule.ts';

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
export function merge(
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
      parameters: parametersBehind(verdict, one.outcome, place, outcomes, graph),
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
