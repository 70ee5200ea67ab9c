import type { Rule } from '../../rule.ts';
import { oth1 } from './oth-1.ts';
import { oth2 } from './oth-2.ts';
import { oth3 } from './oth-3.ts';

export const oth: readonly Rule[] = [oth1, oth2, oth3];
