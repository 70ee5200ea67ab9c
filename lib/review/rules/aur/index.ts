import type { Rule } from '../../rule.ts';
import { aur1 } from './aur-1.ts';
import { aur2 } from './aur-2.ts';
import { aur3 } from './aur-3.ts';
import { aur4 } from './aur-4.ts';
import { aur5 } from './aur-5.ts';
import { aur6 } from './aur-6.ts';
import { aur7 } from './aur-7.ts';
import { aur8 } from './aur-8.ts';
import { aur9 } from './aur-9.ts';
import { aur10 } from './aur-10.ts';
import { aur11 } from './aur-11.ts';
import { aur12 } from './aur-12.ts';
import { aur13 } from './aur-13.ts';
import { aur14 } from './aur-14.ts';

export const aur: readonly Rule[] = [
  aur1,
  aur2,
  aur3,
  aur4,
  aur5,
  aur6,
  aur7,
  aur8,
  aur9,
  aur10,
  aur11,
  aur12,
  aur13,
  aur14,
];
