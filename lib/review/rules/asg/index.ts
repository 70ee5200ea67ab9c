import type { Rule } from '../../rule.ts';
import { asg1 } from './asg-1.ts';
import { asg2 } from './asg-2.ts';
import { asg3 } from './asg-3.ts';
import { asg4 } from './asg-4.ts';
import { asg5 } from './asg-5.ts';
import { asg6 } from './asg-6.ts';
import { asg7 } from './asg-7.ts';
import { asg8 } from './asg-8.ts';
import { asg9 } from './asg-9.ts';
import { asg10 } from './asg-10.ts';
import { asg11 } from './asg-11.ts';
import { asg12 } from './asg-12.ts';
import { asg13 } from './asg-13.ts';
import { asg14 } from './asg-14.ts';
import { asg15 } from './asg-15.ts';

export const asg: readonly Rule[] = [
  asg1,
  asg2,
  asg3,
  asg4,
  asg5,
  asg6,
  asg7,
  asg8,
  asg9,
  asg10,
  asg11,
  asg12,
  asg13,
  asg14,
  asg15,
];
