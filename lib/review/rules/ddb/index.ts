import type { Rule } from '../../rule.ts';
import { ddb1 } from './ddb-1.ts';
import { ddb2 } from './ddb-2.ts';
import { ddb3 } from './ddb-3.ts';
import { ddb4 } from './ddb-4.ts';

export const ddb: readonly Rule[] = [ddb1, ddb2, ddb3, ddb4];
