import type { Rule } from '../../rule.ts';
import { asg1 } from './asg-1.ts';
import { asg4 } from './asg-4.ts';

export const asg: readonly Rule[] = [asg1, asg4];
