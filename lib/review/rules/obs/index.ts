import type { Rule } from '../../rule.ts';

export const obs: readonly Rule[] = [];
