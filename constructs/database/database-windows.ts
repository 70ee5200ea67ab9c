/** When Aurora may back up and maintain one Region's cluster, in UTC and in the format of RDS. */
export interface DatabaseWindows {
  /** The daily window of the cluster's backups, `hh:mm-hh:mm`. */
  readonly backup: string;

  /** The weekly window of the cluster's maintenance, `ddd:hh:mm-ddd:hh:mm`. */
  readonly maintenance: string;

  /** The two halves of `maintenance`, for instances that must not be maintained together. */
  readonly instanceMaintenance: readonly [string, string];
}

/** A global database has one primary and up to ten secondary Regions. */
export const MAX_REGIONS = 11;

const HOURS_PER_REGION = 2;

/** Working days: whoever has to look at a bad patch is at work. */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/**
 * The windows of the Region at `position` in the list of all Regions of a database.
 *
 * Each Region has two hours of the day to itself, the first for backups, the second for
 * maintenance. So no two Regions of a database are ever backed up or maintained at the same time,
 * whichever of them has the writer, and as long as there are no more than five of them a patch
 * arrives in one Region per day.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Maintenance.html
 *
 * @param position the index of the Region, from 0 to 10, the same whichever Region has the writer
 * @throws RangeError when `position` is not an integer from 0 to 10: a global database has no more
 *   than eleven Regions
 */
export function databaseWindows(position: number): DatabaseWindows {
  if (!isPosition(position)) {
    throw new RangeError(
      `the position of a Region must be an integer from 0 to ${MAX_REGIONS - 1}, got ${position}`,
    );
  }
  const day = DAYS[position % DAYS.length];
  const start = position * HOURS_PER_REGION * 60;
  const weekly = (from: number, to: number) =>
    `${day}:${time(start + from)}-${day}:${time(start + to)}`;

  return {
    backup: `${time(start)}-${time(start + 30)}`,
    maintenance: weekly(60, 120),
    instanceMaintenance: [weekly(60, 90), weekly(90, 120)],
  };
}

/** Whether `position` is one that {@link databaseWindows} knows windows for. */
export function isPosition(position: number): boolean {
  return Number.isInteger(position) && position >= 0 && position < MAX_REGIONS;
}

function time(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
