import type { Rule } from '../../rule.ts';

export const net: readonly Rule[] = [];
