import { Duration } from 'aws-cdk-lib/core';

/** As far back as continuous backups reach, and the longest that they are kept. */
export const CONTINUOUS_RETENTION = Duration.days(35);

/** The shortest and the longest that recovery points in a vault are kept, in whole days. */
export interface VaultLockOptions {
  /**
   * A job whose backups would be kept for less fails.
   *
   * @default 35 days - as far back as continuous backups reach: a mistake that is noticed within a
   *   month can be undone
   */
  readonly minRetention?: Duration;

  /**
   * A job whose backups would be kept for longer fails.
   *
   * @default - no limit
   */
  readonly maxRetention?: Duration;
}

/** {@link VaultLockOptions}, and the time in which they can still be taken back. */
export interface ComplianceLockOptions extends VaultLockOptions {
  /**
   * How long the lock can still be changed or removed: 3 days at least. It counts from the deployment
   * that first sets it.
   *
   * @default 30 days - a month of backups, copies, expiries and restore tests under the lock before it
   *   is final
   */
  readonly coolingOff?: Duration;
}

/**
 * Who may delete recovery points before their time.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class VaultLock {
  /**
   * Nobody, as long as the lock is there; who has the permission to remove the lock can remove it.
   *
   * The default, since it protects from mistakes and from anybody without that permission, and a
   * retention that turns out to be wrong can be corrected.
   */
  static governance(options: VaultLockOptions = {}): VaultLock {
    return new VaultLock(options);
  }

  /**
   * Nobody: once the cooling-off time is over, neither the root user nor AWS removes or changes the
   * lock, nor deletes the vault while it holds a recovery point. What is in it is paid for to the end.
   *
   * For whoever has to prove that backups cannot be deleted. Not the default, since it cannot be
   * undone: run with {@link VaultLock.governance} first.
   */
  static compliance(options: ComplianceLockOptions = {}): VaultLock {
    return new VaultLock(options, options.coolingOff ?? Duration.days(30));
  }

  /** A job whose backups would be kept for less fails. */
  readonly minRetention: Duration;
  /** A job whose backups would be kept for longer fails; absent: no limit. */
  readonly maxRetention?: Duration;
  /** Present in compliance mode only. */
  readonly coolingOff?: Duration;

  private constructor(options: VaultLockOptions, coolingOff?: Duration) {
    this.minRetention = options.minRetention ?? CONTINUOUS_RETENTION;
    this.maxRetention = options.maxRetention;
    this.coolingOff = coolingOff;
  }

  /**
   * Why a vault with this lock refuses backups that are kept for so long.
   *
   * @returns what would be right, or `undefined` when the vault takes them
   */
  problemWith(retention: Duration): string | undefined {
    return problemWithRetention(retention, this.minRetention, this.maxRetention);
  }
}

/** What would be right for a retention that is not between the bounds of a vault. */
export function problemWithRetention(
  retention: Duration,
  min: Duration,
  max?: Duration,
): string | undefined {
  if ([retention, min, max].some((duration) => duration?.isUnresolved())) return undefined;
  if (retention.toDays() < min.toDays()) return `at least ${min.toDays()} days`;
  if (max !== undefined && retention.toDays() > max.toDays()) return `at most ${max.toDays()} days`;
  return undefined;
}
