import type { Rule } from '../../rule.ts';

export const ddb: readonly Rule[] = [];
