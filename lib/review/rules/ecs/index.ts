import type { Rule } from '../../rule.ts';

export const ecs: readonly Rule[] = [];
