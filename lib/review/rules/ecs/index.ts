import type { Rule } from '../../rule.ts';
import { ecs1 } from './ecs-1.ts';
import { ecs2 } from './ecs-2.ts';
import { ecs3 } from './ecs-3.ts';
import { ecs4 } from './ecs-4.ts';
import { ecs5 } from './ecs-5.ts';
import { ecs6 } from './ecs-6.ts';

export const ecs: readonly Rule[] = [ecs1, ecs2, ecs3, ecs4, ecs5, ecs6];
