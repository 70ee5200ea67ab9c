/**
 * The hours between backups that divide a day, so that the last interval of a day is no shorter than
 * the others, from the longest to the shortest that AWS Backup schedules:
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
const INTERVAL_HOURS = [24, 12, 8, 6, 4, 3, 2, 1];

/** The shortest recovery point objective that scheduled copies can meet, in minutes. */
export const SHORTEST_OBJECTIVE_MINUTES = 120;

/**
 * How often to back up so that the copies in another Region meet a recovery point objective.
 *
 * What a lost Region takes with it is what was written since the newest copy that had arrived: the
 * interval, and the time that the backup takes to start, to be taken and to be copied. The interval
 * gets half of the objective; the rest of the way gets the other half.
 *
 * @param objectiveMinutes the most that may be lost, in minutes
 * @returns the longest fitting interval in hours: 1, 2, 3, 4, 6, 8, 12 or 24
 * @throws RangeError when the objective is shorter than 120 minutes: hourly is as often as it gets
 */
export function backupIntervalHours(objectiveMinutes: number): number {
  const interval = INTERVAL_HOURS.find((hours) => hours * 60 <= objectiveMinutes / 2);
  if (interval === undefined) {
    throw new RangeError(
      `copies of backups meet a recovery point objective of ${SHORTEST_OBJECTIVE_MINUTES} minutes ` +
        `or more, got ${objectiveMinutes}: replicate the data instead`,
    );
  }
  return interval;
}
