import type { Rule } from '../../rule.ts';
import { reg1 } from './reg-1.ts';

export const reg: readonly Rule[] = [reg1];
