import type { Rule } from '../../rule.ts';
import { net1 } from './net-1.ts';
import { net2 } from './net-2.ts';
import { net3 } from './net-3.ts';
import { net4 } from './net-4.ts';
import { net5 } from './net-5.ts';
import { net6 } from './net-6.ts';
import { net7 } from './net-7.ts';
import { net8 } from './net-8.ts';
import { net9 } from './net-9.ts';
import { net10 } from './net-10.ts';
import { net11 } from './net-11.ts';

export const net: readonly Rule[] = [
  net1,
  net2,
  net3,
  net4,
  net5,
  net6,
  net7,
  net8,
  net9,
  net10,
  net11,
];
