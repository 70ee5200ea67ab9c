import { outage as apNortheast1On20210902 } from './ap-northeast-1-2021-09-02.ts';
import { outage as euCentral1On20210610 } from './eu-central-1-2021-06-10.ts';
import { outage as euCentral1On20260715 } from './eu-central-1-2026-07-15.ts';
import { outage as euNorth1On20250925 } from './eu-north-1-2025-09-25.ts';
import { outage as euNorth1On20260630 } from './eu-north-1-2026-06-30.ts';
import { outage as euSouth2On20261004 } from './eu-south-2-2026-10-04.ts';
import { outage as euWest3On20260427 } from './eu-west-3-2026-04-27.ts';
import { outage as globalOn20260210 } from './global-2026-02-10.ts';
import { outage as globalOn20260522 } from './global-2026-05-22.ts';
import { outage as meCentral1On20260301 } from './me-central-1-2026-03-01.ts';
import { outage as meSouth1On20260302 } from './me-south-1-2026-03-02.ts';
import type { PastOutage } from './past-outage.ts';
import { outage as usEast1On20201125 } from './us-east-1-2020-11-25.ts';
import { outage as usEast1On20210927 } from './us-east-1-2021-09-27.ts';
import { outage as usEast1On20211207 } from './us-east-1-2021-12-07.ts';
import { outage as usEast1On20211222 } from './us-east-1-2021-12-22.ts';
import { outage as usEast1On20230613 } from './us-east-1-2023-06-13.ts';
import { outage as usEast1On20240730 } from './us-east-1-2024-07-30.ts';
import { outage as usEast1On20251020 } from './us-east-1-2025-10-20.ts';
import { outage as usEast1On20251028 } from './us-east-1-2025-10-28.ts';
import { outage as usEast1On20260225 } from './us-east-1-2026-02-25.ts';
import { outage as usEast1On20260508 } from './us-east-1-2026-05-08.ts';
import { outage as usEast1On20260921 } from './us-east-1-2026-09-21.ts';
import { outage as usEast2On20220728 } from './us-east-2-2022-07-28.ts';
import { outage as usWest2On20210831 } from './us-west-2-2021-08-31.ts';
import { outage as usWest2On20211215 } from './us-west-2-2021-12-15.ts';

/** Sorted by ID. */
export const PAST_OUTAGES: readonly PastOutage[] = [
  apNortheast1On20210902,
  euCentral1On20210610,
  euCentral1On20260715,
  euNorth1On20250925,
  euNorth1On20260630,
  euSouth2On20261004,
  euWest3On20260427,
  globalOn20260210,
  globalOn20260522,
  meCentral1On20260301,
  meSouth1On20260302,
  usEast1On20201125,
  usEast1On20210927,
  usEast1On20211207,
  usEast1On20211222,
  usEast1On20230613,
  usEast1On20240730,
  usEast1On20251020,
  usEast1On20251028,
  usEast1On20260225,
  usEast1On20260508,
  usEast1On20260921,
  usEast2On20220728,
  usWest2On20210831,
  usWest2On20211215,
];
