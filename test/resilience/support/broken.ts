import { expect } from 'vitest';
import { graphOf, type ResourceGraph, type StackInput } from '../../../lib/assembly/index.ts';
import type { StrategyName } from '../../../lib/strategies/index.ts';
import { mutate } from '../../review/support/mutations/apply.ts';
import { configWith } from '../../support/config.ts';
import { type SynthesizedStack, synthesize } from '../../support/templates.ts';

/** A place in the templates of a strategy, and what becomes of it. */
export type Broken = Parameters<typeof mutate>[1];

/** The graph of a strategy with some of its properties changed, each of which has to be there. */
export function graphWith(strategy: StrategyName, changes: readonly Broken[]): ResourceGraph {
  let stacks: readonly SynthesizedStack[] = synthesize(configWith({ strategy }));
  for (const change of changes) {
    const { stacks: after, broken } = mutate(stacks, change);
    expect(broken).not.toEqual([]);
    stacks = after;
  }
  return graphOf(...(stacks as readonly StackInput[]));
}
