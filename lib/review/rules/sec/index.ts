import type { Rule } from '../../rule.ts';

export const sec: readonly Rule[] = [];
