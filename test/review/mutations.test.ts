import { expect, test } from 'vitest';
import { profileOf } from '../../bin/profile.ts';
import { graphOf } from '../../lib/assembly/index.ts';
import { review } from '../../lib/review/engine.ts';
import type { StrategyName } from '../../lib/review/index.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { type SynthesizedStack, synthesize } from '../support/templates.ts';
import { MUTATIONS, type Mutation } from './support/mutations.ts';

type Stacks = readonly SynthesizedStack[];

const architectures = new Map<StrategyName, { stacks: Stacks; known: ReadonlySet<string> }>();

/** The stacks of a strategy, and what rules find in them before anything is broken. */
function architectureOf(strategy: StrategyName) {
  const before = architectures.get(strategy);
  if (before !== undefined) return before;
  const stacks = synthesize(configWith({ strategy }));
  const architecture = { stacks, known: new Set(failures(stacks, strategy)) };
  architectures.set(strategy, architecture);
  return architecture;
}

/** Rules that fail, with the resources that they fail for. */
function failures(stacks: Stacks, strategy: StrategyName): string[] {
  const graph = graphOf(
    ...stacks.map(({ name, region, terminationProtection, template }) => ({
      name,
      region,
      terminationProtection,
      template,
    })),
  );
  const profile = createProfile(profileOf(planFor(configWith({ strategy })), strategy), graph);
  return review({ graph, rules, profile, today: '2026-11-20' })
    .findings.filter(({ status }) => status === 'fail')
    .map(({ rule, resource, stack }) => `${rule.id} ${resource?.id ?? stack?.id ?? ''}`);
}

function mutate(stacks: Stacks, { stack, type, resource, path, value }: Mutation): Stacks {
  const copy = structuredClone(stacks);
  const resources = copy.find(({ name }) => name.endsWith(stack))?.template.Resources ?? {};
  const hit = Object.entries(resources).filter(
    ([id, one]) => one.Type === type && id.startsWith(resource),
  );
  // A mutation that changes nothing would test nothing.
  expect(hit).not.toEqual([]);
  for (const [id] of hit) change(resources, path === '' ? [id] : [id, ...path.split('.')], value);
  return copy;
}

function change(within: object, path: readonly string[], value: unknown): void {
  const [last = ''] = path.slice(-1);
  const parent = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key), within);
  if (value !== undefined) Reflect.set(parent, last, value);
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent, last);
}

test.each(MUTATIONS)('$rule catches $type $resource $path in $stack', (mutation) => {
  const { strategy, rule, also } = mutation;
  const { stacks, known } = architectureOf(strategy);
  const found = failures(mutate(stacks, mutation), strategy).filter((one) => !known.has(one));
  const caught = [...new Set(found.map((one) => one.split(' ')[0] ?? ''))];
  expect(caught).toContain(rule);
  expect(caught.filter((one) => one !== rule && !also.includes(one))).toEqual([]);
});
