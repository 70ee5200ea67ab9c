import type { Rule } from '../../rule.ts';
import { sqs1 } from './sqs-1.ts';
import { sqs2 } from './sqs-2.ts';
import { sqs3 } from './sqs-3.ts';
import { sqs4 } from './sqs-4.ts';
import { sqs5 } from './sqs-5.ts';
import { sqs6 } from './sqs-6.ts';
import { sqs7 } from './sqs-7.ts';
import { sqs8 } from './sqs-8.ts';
import { sqs9 } from './sqs-9.ts';

export const sqs: readonly Rule[] = [sqs1, sqs2, sqs3, sqs4, sqs5, sqs6, sqs7, sqs8, sqs9];
