import type { Rule } from '../../rule.ts';
import { obs1 } from './obs-1.ts';
import { obs2 } from './obs-2.ts';
import { obs3 } from './obs-3.ts';
import { obs4 } from './obs-4.ts';
import { obs5 } from './obs-5.ts';
import { obs6 } from './obs-6.ts';

export const obs: readonly Rule[] = [obs1, obs2, obs3, obs4, obs5, obs6];
