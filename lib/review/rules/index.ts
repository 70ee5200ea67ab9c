import type { Rule } from '../rule.ts';
import { alb } from './alb/index.ts';
import { asg } from './asg/index.ts';
import { aur } from './aur/index.ts';
import { bkp } from './bkp/index.ts';
import { cache } from './cache/index.ts';
import { ddb } from './ddb/index.ts';
import { dns } from './dns/index.ts';
import { ecs } from './ecs/index.ts';
import { lam } from './lam/index.ts';
import { net } from './net/index.ts';
import { obs } from './obs/index.ts';
import { ops } from './ops/index.ts';
import { oth } from './oth/index.ts';
import { reg } from './reg/index.ts';
import { s3 } from './s3/index.ts';
import { sec } from './sec/index.ts';
import { sqs } from './sqs/index.ts';

/** All rules, area by area, in the order in which reports list them. */
export const rules: readonly Rule[] = [
  ...net,
  ...alb,
  ...asg,
  ...ecs,
  ...lam,
  ...dns,
  ...aur,
  ...cache,
  ...sqs,
  ...s3,
  ...ddb,
  ...bkp,
  ...oth,
  ...obs,
  ...sec,
  ...ops,
  ...reg,
];
