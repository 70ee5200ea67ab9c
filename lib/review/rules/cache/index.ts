import type { Rule } from '../../rule.ts';
import { cache1 } from './cache-1.ts';
import { cache2 } from './cache-2.ts';
import { cache3 } from './cache-3.ts';
import { cache4 } from './cache-4.ts';
import { cache5 } from './cache-5.ts';
import { cache6 } from './cache-6.ts';

export const cache: readonly Rule[] = [cache1, cache2, cache3, cache4, cache5, cache6];
