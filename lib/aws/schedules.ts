const DAY = 24 * 60;
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const UNITS: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY };

/**
 * The longest time between two runs of a schedule, in seconds: `cron(0 5 * * ? *)` is a day. A day
 * of the month is taken for one of 31 days. Undefined for what is no such expression, and for days
 * that depend on the calendar: some months or years, the last day, the nearest weekday
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html).
 */
export function longestGap(expression: string): number | undefined {
  const [, value, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (value !== undefined) return 60 * Number(value) * (UNITS[unit ?? ''] ?? 0);
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  const [minutes = '', hours = '', monthDays = '', months, weekdays = '', years] = fields ?? [];
  if (fields?.length !== 6 || months !== '*' || years !== '*') return undefined;
  const isEveryDay = (field: string) => field === '*' || field === '?';
  if (!isEveryDay(monthDays) && !isEveryDay(weekdays)) return undefined;
  const days = isEveryDay(monthDays)
    ? isEveryDay(weekdays)
      ? [0]
      : numbersIn(weekdays, 1, 7)?.map((day) => day - 1)
    : numbersIn(monthDays, 1, 31)?.map((day) => day - 1);
  const period = isEveryDay(monthDays) ? (isEveryDay(weekdays) ? 1 : 7) : 31;
  const times = numbersIn(hours, 0, 23)?.flatMap(
    (hour) => numbersIn(minutes, 0, 59)?.map((minute) => hour * 60 + minute) ?? [],
  );
  const runs = days?.flatMap((day) => times?.map((time) => day * DAY + time) ?? []) ?? [];
  if (runs.length === 0) return undefined;
  const sorted = runs.toSorted((a, b) => a - b);
  const next = [...sorted.slice(1), (sorted[0] ?? 0) + period * DAY];
  return 60 * Math.max(...sorted.map((run, i) => (next[i] ?? run) - run));
}

/** The numbers of a field: lists, ranges and steps; undefined for anything else. */
function numbersIn(field: string, from: number, to: number): readonly number[] | undefined {
  const found = field.split(',').map((part) => {
    const [range = '', step = '1', ...rest] = part.split('/');
    const [first = '', last, ...more] = range.split('-');
    const start = first === '*' ? from : numberOf(first);
    // A step without a range goes on to the end: `0/12` is 0 and 12.
    const isOpen = first === '*' || part.includes('/');
    const end = last === undefined ? (isOpen ? to : start) : numberOf(last);
    const by = numberOf(step);
    const isRight = rest.length === 0 && more.length === 0 && (by ?? 0) > 0;
    if (!isRight || start === undefined || end === undefined || by === undefined) return undefined;
    if (start < from || end > to || end < start) return undefined;
    const count = Math.floor((end - start) / by) + 1;
    return Array.from({ length: count }, (_, i) => start + i * by);
  });
  return found.includes(undefined) ? undefined : found.flatMap((numbers) => numbers ?? []);
}

function numberOf(text: string): number | undefined {
  const weekday = WEEKDAYS.indexOf(text.toUpperCase());
  if (weekday >= 0) return weekday + 1;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
