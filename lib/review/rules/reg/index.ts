import type { Rule } from '../../rule.ts';
import { reg1 } from './reg-1.ts';
import { reg2 } from './reg-2.ts';
import { reg3 } from './reg-3.ts';
import { reg4 } from './reg-4.ts';
import { reg5 } from './reg-5.ts';
import { reg6 } from './reg-6.ts';
import { reg8 } from './reg-8.ts';
import { reg9 } from './reg-9.ts';
import { reg10 } from './reg-10.ts';
import { reg11 } from './reg-11.ts';
import { reg12 } from './reg-12.ts';
import { reg13 } from './reg-13.ts';
import { reg14 } from './reg-14.ts';
import { reg15 } from './reg-15.ts';

export const reg: readonly Rule[] = [
  reg1,
  reg2,
  reg3,
  reg4,
  reg5,
  reg6,
  reg8,
  reg9,
  reg10,
  reg11,
  reg12,
  reg13,
  reg14,
  reg15,
];
