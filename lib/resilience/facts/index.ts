import { compute } from './compute.ts';
import { databases } from './databases.ts';
import { dns } from './dns.ts';
import type { Fact } from './fact.ts';
import { recovery } from './recovery.ts';

/** All timings that predictions rest on, by key. Each can be replaced. */
export const FACTS: Readonly<Record<string, Fact>> = {
  ...dns,
  ...compute,
  ...databases,
  ...recovery,
};

export type { Fact } from './fact.ts';
