import type { Rule } from '../../rule.ts';
import { dns1 } from './dns-1.ts';
import { dns2 } from './dns-2.ts';
import { dns3 } from './dns-3.ts';
import { dns4 } from './dns-4.ts';
import { dns5 } from './dns-5.ts';
import { dns6 } from './dns-6.ts';
import { dns7 } from './dns-7.ts';
import { dns8 } from './dns-8.ts';
import { dns9 } from './dns-9.ts';
import { dns10 } from './dns-10.ts';
import { dns11 } from './dns-11.ts';
import { dns12 } from './dns-12.ts';
import { dns13 } from './dns-13.ts';

export const dns: readonly Rule[] = [
  dns1,
  dns2,
  dns3,
  dns4,
  dns5,
  dns6,
  dns7,
  dns8,
  dns9,
  dns10,
  dns11,
  dns12,
  dns13,
];
