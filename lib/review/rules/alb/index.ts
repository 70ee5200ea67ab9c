import type { Rule } from '../../rule.ts';

export const alb: readonly Rule[] = [];
