import { describe, expect, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { graphOf } from '../../lib/assembly/index.ts';
import { type Review, review } from '../../lib/review/engine.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { type Plan, planFor, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { inOneRegion } from '../support/plans.ts';
import { type SynthesizedStack, synthesize } from '../support/templates.ts';
import { mutate, placeMatcher, placeOf, stackName } from './support/mutations/apply.ts';
import { MUTATIONS } from './support/mutations/index.ts';
import type { Mutation } from './support/mutations/mutation.ts';
import { silentIn, UNBROKEN } from './support/mutations/unbroken.ts';

/** Some rules ask whether an objective is kept, which has to be declared for that. */
function declaring(strategy: StrategyName) {
  const sample = configWith({ strategy });
  const plan = planFor(sample);
  const { regions } = plan;
  if (inOneRegion(plan) && regions.every(({ recovery }) => recovery.length === 0)) return sample;
  const isCopied = regions.some(({ recovery }) => recovery.includes('restore-backup'));
  const regionLoss = isCopied
    ? { rtoMinutes: 240, rpoMinutes: 120 }
    : { rtoMinutes: 20, rpoMinutes: 1 };
  return { ...sample, objectives: { ...sample.objectives, regionLoss } };
}

/** Templates as texts: a mutation leaves most of them as they are. */
const texts = new WeakMap<object, string>();

const architectures = strategies.map(({ name }) => {
  const config = declaring(name);
  const plan = planFor(config);
  const stacks = synthesize(config);
  const found = reviewed(stacks, plan);
  return { name, plan, stacks, coverage: found.coverage, known: new Set(problemsIn(found)) };
});

function textOf(template: object): string {
  const text = texts.get(template) ?? JSON.stringify(template);
  texts.set(template, text);
  return text;
}

function reviewed(stacks: readonly SynthesizedStack[], plan: Plan): Review {
  const graph = graphOf(
    ...stacks.map(({ template, ...stack }) => ({ ...stack, template: textOf(template) })),
  );
  const profile = createProfile(profileOf(plan), graph);
  return review({ graph, rules, profile, today: '2026-11-20' });
}

/** What fails and what became unknown, as `HA-ASG-1 eu-west-1-service/WorkersGroupASG`. */
function problemsIn({ findings }: Review): readonly string[] {
  const problems = findings.flatMap(({ rule, status, stack, resource }) => {
    if (status === 'pass') return [];
    const name = stack?.name ?? '';
    const place = resource === undefined ? stackName({ name }) : placeOf(name, resource.logicalId);
    return [`${status === 'unknown' ? 'unknown ' : ''}${rule.id} ${place}`];
  });
  return [...new Set(problems)];
}

/** Everything that a mutation may lead to in the templates of a plan, as patterns of problems. */
function expectedOf(
  { rule, found, also = [], except }: Mutation,
  plan: Plan,
  broken: readonly string[],
): readonly string[] {
  const own = except?.in(plan) ? [] : (found ?? broken);
  const others = also
    .filter((one) => one.in?.(plan) ?? true)
    .map((one) => `${one.status === undefined ? '' : 'unknown '}${one.rule} ${one.on}`);
  return [...own.map((place) => `${rule} ${place}`), ...others];
}

describe.each(architectures)('$name', ({ plan, stacks, known, coverage }) => {
  const all = MUTATIONS.map((mutation) => ({ ...mutation, ...mutate(stacks, mutation) }));

  test('has what is said to be broken in it, and nothing else of it', () => {
    const has = all.filter(({ broken }) => broken.length > 0).map(({ breaks }) => breaks);
    const said = all.filter((one) => one.in(plan)).map(({ breaks }) => breaks);
    expect(has).toEqual(said);
  });

  const cases = all.filter(({ broken }) => broken.length > 0);
  test.each(cases)('$rule: $breaks', ({ stacks: mutated, broken, ...mutation }) => {
    const expected = expectedOf(mutation, plan, broken);
    const matchers = expected.map(placeMatcher);
    const found = problemsIn(reviewed(mutated, plan)).filter((one) => !known.has(one));

    expect(found.filter((one) => !matchers.some((matches) => matches(one)))).toEqual([]);
    expect(expected.filter((_, i) => !found.some((one) => matchers[i]?.(one)))).toEqual([]);
  });

  test('is judged by every rule but those that are listed with the reason', () => {
    const silent = coverage.filter(({ evaluated }) => evaluated === 0).map(({ rule }) => rule.id);
    expect(silent.toSorted()).toEqual(silentIn(plan).toSorted());
  });
});

test('every rule that judges an architecture is shown a break, or is listed with the reason', () => {
  const judging = rules.filter(({ id }) =>
    architectures.some(({ coverage }) =>
      coverage.some(({ rule, evaluated }) => rule.id === id && evaluated > 0),
    ),
  );
  const shown = new Set<string>(MUTATIONS.map(({ rule }) => rule));
  const missing = judging.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
  expect(missing.toSorted()).toEqual(Object.keys(UNBROKEN).toSorted());
});
