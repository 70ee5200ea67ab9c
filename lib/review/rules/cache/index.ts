import type { Rule } from '../../rule.ts';

export const cache: readonly Rule[] = [];
