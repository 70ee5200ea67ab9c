/** A day of the week, as ARC names it. */
export type Day = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** All days of the week. */
const DAYS: readonly Day[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When people are there to see a practice run, in UTC. */
export interface PracticeHours {
  /** The days on which practice runs may start. */
  readonly days: readonly Day[];
  /** The hour at which they begin, 0 to 22. */
  readonly fromHour: number;
  /** The hour by which the last one has started, later than `fromHour`, up to 23. */
  readonly toHour: number;
}

/** European working days; on each, seven hours in which somebody notices. */
export const DEFAULT_PRACTICE_HOURS: PracticeHours = {
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
  fromHour: 8,
  toHour: 15,
};

/**
 * The windows in which ARC must not start a practice run: all but the given hours. A window lies
 * within one day, and there may be 15 of them
 * (https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_PracticeRunConfiguration.html);
 * seven days with two each are 14.
 */
export function blockedWindows({ days, fromHour, toHour }: PracticeHours): string[] {
  return DAYS.flatMap((day) => {
    if (!days.includes(day)) return [window(day, '00:00', '23:59')];
    const before = fromHour === 0 ? [] : [window(day, '00:00', time(fromHour))];
    return [...before, window(day, time(toHour), '23:59')];
  });
}

function window(day: Day, from: string, to: string): string {
  return `${day}:${from}-${day}:${to}`;
}

function time(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
