import type { Rule } from '../../rule.ts';

export const lam: readonly Rule[] = [];
