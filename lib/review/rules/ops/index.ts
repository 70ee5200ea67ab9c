import type { Rule } from '../../rule.ts';

export const ops: readonly Rule[] = [];
