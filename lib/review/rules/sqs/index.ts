import type { Rule } from '../../rule.ts';

export const sqs: readonly Rule[] = [];
