import type { Rule } from '../../rule.ts';
import { bkp1 } from './bkp-1.ts';
import { bkp2 } from './bkp-2.ts';
import { bkp3 } from './bkp-3.ts';
import { bkp4 } from './bkp-4.ts';
import { bkp5 } from './bkp-5.ts';

export const bkp: readonly Rule[] = [bkp1, bkp2, bkp3, bkp4, bkp5];
