import type { Rule } from '../../rule.ts';

export const oth: readonly Rule[] = [];
