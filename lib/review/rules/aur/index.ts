import type { Rule } from '../../rule.ts';
import { aur5 } from './aur-5.ts';

export const aur: readonly Rule[] = [aur5];
