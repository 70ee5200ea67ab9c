import type { Rule } from '../../rule.ts';
import { ops1 } from './ops-1.ts';
import { ops2 } from './ops-2.ts';
import { ops3 } from './ops-3.ts';
import { ops4 } from './ops-4.ts';
import { ops5 } from './ops-5.ts';
import { ops6 } from './ops-6.ts';
import { ops7 } from './ops-7.ts';

export const ops: readonly Rule[] = [ops1, ops2, ops3, ops4, ops5, ops6, ops7];
