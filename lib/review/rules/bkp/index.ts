import type { Rule } from '../../rule.ts';

export const bkp: readonly Rule[] = [];
