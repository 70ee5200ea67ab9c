import type { Rule } from '../../rule.ts';
import { sec1 } from './sec-1.ts';
import { sec2 } from './sec-2.ts';
import { sec3 } from './sec-3.ts';
import { sec4 } from './sec-4.ts';
import { sec5 } from './sec-5.ts';
import { sec6 } from './sec-6.ts';

export const sec: readonly Rule[] = [sec1, sec2, sec3, sec4, sec5, sec6];
