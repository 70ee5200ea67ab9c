import type { Rule } from '../../rule.ts';
import { s31 } from './s3-1.ts';
import { s32 } from './s3-2.ts';
import { s33 } from './s3-3.ts';
import { s34 } from './s3-4.ts';

export const s3: readonly Rule[] = [s31, s32, s33, s34];
