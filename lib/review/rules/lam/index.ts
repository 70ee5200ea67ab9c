import type { Rule } from '../../rule.ts';
import { lam1 } from './lam-1.ts';
import { lam2 } from './lam-2.ts';
import { lam3 } from './lam-3.ts';
import { lam4 } from './lam-4.ts';

export const lam: readonly Rule[] = [lam1, lam2, lam3, lam4];
