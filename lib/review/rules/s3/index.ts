import type { Rule } from '../../rule.ts';

export const s3: readonly Rule[] = [];
