import { alb } from './alb.ts';
import { asg } from './asg.ts';
import { aur } from './aur.ts';
import { bkp } from './bkp.ts';
import { cache } from './cache.ts';
import { ddb } from './ddb.ts';
import { dns } from './dns.ts';
import { lam } from './lam.ts';
import type { Mutation } from './mutation.ts';
import { net } from './net.ts';
import { obs } from './obs.ts';
import { ops } from './ops.ts';
import { reg } from './reg.ts';
import { s3 } from './s3.ts';
import { sec } from './sec.ts';
import { sqs } from './sqs.ts';

/** Every mutation, area by area. */
export const MUTATIONS: readonly Mutation[] = [
  ...net,
  ...alb,
  ...asg,
  ...dns,
  ...aur,
  ...cache,
  ...sqs,
  ...s3,
  ...ddb,
  ...lam,
  ...bkp,
  ...obs,
  ...sec,
  ...ops,
  ...reg,
];
