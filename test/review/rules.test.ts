import { describe, expect, test } from 'vitest';
import { allSamples } from './support/all-samples.ts';
import { findingsIn, type Sample, statuses, toScene } from './support/samples.ts';
import { CONDITIONED, VARIANTS, type VariantName } from './support/variants.ts';

const table = await allSamples();

describe.each(table)('$id', ({ rule, samples }) => {
  const unknowns = typeof samples.unknown === 'string' ? {} : samples.unknown;
  const named = (group: Readonly<Record<string, Sample>>) =>
    Object.entries(group).map(([name, sample]) => ({ name, scene: toScene(sample) }));
  const types = rule.appliesTo === 'graph' ? [] : rule.appliesTo;

  test('shows what passes, what fails and what cannot be known', () => {
    expect(Object.keys(samples.pass).length).toBeGreaterThan(0);
    expect(Object.keys(samples.fail).length).toBeGreaterThan(0);
    expect(samples.unknown).not.toEqual({});
  });

  test.each(named(samples.pass))('passes $name', ({ scene }) => {
    const found = findingsIn(rule, scene);
    expect(found.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(found).not.toEqual([]);
  });

  test.each(named(samples.fail))('fails $name', ({ scene }) => {
    expect(findingsIn(rule, scene).map(({ status }) => status)).toContain('fail');
  });

  test.each(named(unknowns))('does not know $name', ({ scene }) => {
    const found = findingsIn(rule, scene).map(({ status }) => status);
    expect(found).toContain('unknown');
    expect(found).not.toContain('fail');
  });

  test.each(named(samples.notApplicable ?? {}))('leaves alone $name', ({ scene }) => {
    expect(findingsIn(rule, scene)).toEqual([]);
  });

  const all = named({ ...samples.pass, ...samples.fail, ...unknowns });
  const variants = Object.entries(VARIANTS).flatMap(([variant, change]) =>
    all.flatMap(({ name, scene }) => {
      const changed = change(scene, types);
      const isExcepted = samples.except?.[variant as VariantName] !== undefined;
      return changed === undefined || isExcepted ? [] : [{ variant, name, scene, changed }];
    }),
  );
  test.each(variants)('$variant: $name', ({ scene, changed }) => {
    expect(statuses(findingsIn(rule, changed))).toEqual(statuses(findingsIn(rule, scene)));
  });

  // One pair of each shows that the rule sees through the condition.
  const conditioned = Object.entries(CONDITIONED).flatMap(([variant, merge]) => {
    if (samples.except?.[variant as VariantName] !== undefined) return [];
    const pairs = named(samples.fail).flatMap((bad) =>
      named(samples.pass).flatMap((good) => {
        const changed = merge(good.scene, bad.scene);
        return changed === undefined ? [] : [{ variant, good: good.name, bad: bad.name, changed }];
      }),
    );
    return pairs.slice(0, 1);
  });
  test.each(conditioned)('$variant: $good, else $bad', ({ changed }) => {
    const failures = findingsIn(rule, changed).filter(({ status }) => status === 'fail');
    expect(failures).not.toEqual([]);
    for (const { scenario, resource } of failures) {
      const isSecond = scenario.some(({ condition, truth }) => truth === (condition === 'Second'));
      expect(isSecond || resource?.condition === 'Second').toBe(true);
    }
  });
});
