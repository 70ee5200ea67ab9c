import type { Rule } from '../../rule.ts';

export const dns: readonly Rule[] = [];
