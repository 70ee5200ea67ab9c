import type { Rule } from '../../rule.ts';
import { alb1 } from './alb-1.ts';
import { alb2 } from './alb-2.ts';
import { alb3 } from './alb-3.ts';
import { alb4 } from './alb-4.ts';
import { alb5 } from './alb-5.ts';
import { alb6 } from './alb-6.ts';
import { alb7 } from './alb-7.ts';
import { alb8 } from './alb-8.ts';
import { alb9 } from './alb-9.ts';
import { alb10 } from './alb-10.ts';
import { alb11 } from './alb-11.ts';
import { alb12 } from './alb-12.ts';

export const alb: readonly Rule[] = [
  alb1,
  alb2,
  alb3,
  alb4,
  alb5,
  alb6,
  alb7,
  alb8,
  alb9,
  alb10,
  alb11,
  alb12,
];
