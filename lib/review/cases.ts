import type { Assumption, Scenario, TemplateStack } from '../assembly/index.ts';
import type { Rule, SubjectVerdict } from './rule.ts';

/**
 * Whether what is found is what somebody wants: the stage that is not for production does without
 * what is hygiene, such as a protection against deletion. What takes the service down counts in
 * every case.
 */
export function isMeant(
  rule: Rule,
  { severity, status }: SubjectVerdict,
  scenario: Scenario,
): boolean {
  const { isDefault, departures } = scenario;
  const isForProduction = isDefault || departures.some((choice) => PRODUCTION.test(choice));
  return !isForProduction && status === 'fail' && (severity ?? rule.severity) === 'info';
}

/** What a choice of parameters says of the stage that clients use: `Stage is prod`. */
const PRODUCTION = / is (?:live|prd|prod|production)$/i;

/** What scenarios have in common, which is what they are due to; if nothing, the first of them. */
export function inCommon([first, ...others]: readonly Scenario[]): readonly Assumption[] {
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
export function choicesInCommon(scenarios: readonly Scenario[]): readonly string[] {
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
export const LESS = { error: 'warning', warning: 'info', info: 'info' } as const;

/**
 * Where somebody gives the parameters of a stack, they are the case that counts: what fails in other
 * cases alone matters less. Where nobody does, the worst case counts, unless that is a stage for
 * development, which nobody gets without asking for it.
 */
export function isLess(stack: TemplateStack | undefined, scenarios: readonly Scenario[]): boolean {
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
