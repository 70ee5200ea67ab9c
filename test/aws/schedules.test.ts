import { expect, test } from 'vitest';
import { longestGap } from '../../lib/aws/schedules.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

test.each([
  ['rate(1 hour)', HOUR],
  ['rate(12 hours)', 12 * HOUR],
  ['rate(2 days)', 2 * DAY],
  ['cron(0 * * * ? *)', HOUR],
  ['cron(0/15 * * * ? *)', HOUR / 4],
  ['cron(0 0/12 * * ? *)', 12 * HOUR],
  ['cron(0 */6 ? * * *)', 6 * HOUR],
  ['cron(0 5 ? * * *)', DAY],
  ['cron(0 2,20 * * ? *)', 18 * HOUR],
  ['cron(0 5 ? * MON-FRI *)', 3 * DAY],
  ['cron(0 5 ? * 1 *)', 7 * DAY],
  ['cron(0 5 1 * ? *)', 31 * DAY],
  ['cron(0 5 1,15 * ? *)', 17 * DAY],
])('%s: %i seconds', (expression, seconds) => {
  expect(longestGap(expression)).toBe(seconds);
});

test.each([
  'cron(0 5 L * ? *)',
  'cron(0 5 ? * 6#3 *)',
  'cron(0 5 15W * ? *)',
  'cron(0 5 1 1 ? *)',
  'cron(0 5 ? * * 2026)',
  'cron(0 25 ? * * *)',
  'cron(0 5-2 ? * * *)',
  'cron(0 5/0 ? * * *)',
  'cron(0 5 ? *)',
  'every day',
])('%s: not known', (expression) => {
  expect(longestGap(expression)).toBeUndefined();
});
