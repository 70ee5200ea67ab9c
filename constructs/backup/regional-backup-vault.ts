import * as backup from 'aws-cdk-lib/aws-backup';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Annotations, ArnFormat, type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_backup as interfaces } from 'aws-cdk-lib/interfaces';
import { Construct, type IConstruct } from 'constructs';
import { environmentOf } from '../inputs/resource.ts';
import { isDisposable, noSnapshots } from '../removal.ts';
import { isUnknown, meanwhile } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { VaultLock } from './vault-lock.ts';

/** Properties of a {@link RegionalBackupVault}. */
export interface RegionalBackupVaultProps {
  /**
   * The name of the vault: the same in every Region, so that the plan of another Region can copy into
   * this vault without a reference to its stack. See {@link RegionalBackupVault.vaultArn}.
   */
  readonly vaultName: string;

  /** This Region's key. Copies that arrive here are encrypted with it anew. */
  readonly encryptionKey: kms.IKey;

  /**
   * Who may delete recovery points before their time.
   *
   * @default VaultLock.governance() - 35 days at least, and it can be corrected; none where
   *   `removalPolicy` is `DESTROY`
   */
  readonly lock?: VaultLock;

  /**
   * What becomes of the vault when it leaves the stack. `DESTROY` leaves out the lock and the policy
   * against deleting recovery points, and deletes the vault. AWS Backup deletes no vault that holds
   * something, and CloudFormation empties none: delete the recovery points first, or the deletion of the
   * stack fails (https://docs.aws.amazon.com/aws-backup/latest/devguide/delete-a-vault.html).
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - backups are for when the rest is gone; its name is
   *   given, and what a failed first deployment left behind would block the next one
   */
  readonly removalPolicy?: RemovalPolicy;
}

interface CheckedVault {
  readonly vaultName: string;
  readonly lock: VaultLock | undefined;
  readonly removalPolicy: RemovalPolicy;
}

const rules: ValidationRule<CheckedVault>[] = [
  {
    condition: ({ vaultName }) => !isVaultName(vaultName),
    message: ({ vaultName }) => vaultNameMessage(vaultName),
  },
  {
    condition: ({ lock }) =>
      lock?.maxRetention !== undefined && lock.problemWith(lock.minRetention) !== undefined,
    message: ({ lock }) =>
      `the 'maxRetention' of 'lock' must not be shorter than its 'minRetention' of ` +
      `${lock?.minRetention.toDays()} days, got ${lock?.maxRetention?.toDays()} days`,
  },
  {
    condition: ({ lock }) => isShorterThanDays(lock?.coolingOff, 3),
    message: ({ lock }) =>
      `the 'coolingOff' of 'lock' must be at least 3 days, as AWS Backup requires, got ` +
      `${lock?.coolingOff?.toHumanString()}`,
  },
  noSnapshots,
  {
    condition: ({ lock, removalPolicy }) => lock !== undefined && isDisposable(removalPolicy),
    message: () =>
      `'lock' must be left out where 'removalPolicy' is DESTROY, got both: a locked vault cannot be ` +
      `emptied before its time, and CloudFormation deletes no vault that holds something`,
  },
];

/**
 * Defines the vault of one Region: for the backups of what is in the Region, and for the copies of
 * backups that other Regions send.
 *
 * It guarantees that
 *
 * - what is in it is encrypted with this Region's key, except snapshots of Aurora clusters of this
 *   Region, which keep the key of their cluster
 *   (https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html);
 * - nobody deletes a recovery point, or shortens the time that it is kept: the lock refuses it until
 *   that time is over, and the access policy to everybody;
 * - the vault outlives its stack.
 *
 * With `RemovalPolicy.DESTROY` it guarantees neither of the last two.
 *
 * @throws Error when `vaultName` cannot be the name of a vault, when the bounds of `lock` exclude each
 *   other or its cooling-off time is shorter than 3 days, when a vault that is to be destroyed has a
 *   lock, or when a snapshot is asked for
 */
export class RegionalBackupVault extends Construct implements interfaces.IBackupVaultRef {
  /**
   * The ARN of the vault of a Region, for whoever has to name it from another Region.
   *
   * @param scope a construct of the account that holds the vault
   * @param region the Region of the vault
   * @param vaultName the {@link RegionalBackupVaultProps.vaultName} of the vault
   */
  static vaultArn(scope: IConstruct, region: string, vaultName: string): string {
    return Stack.of(scope).formatArn({
      service: 'backup',
      region,
      resource: 'backup-vault',
      resourceName: vaultName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** The vault. */
  readonly vault: backup.IBackupVault;

  /** The name of the vault, as it was given. */
  readonly vaultName: string;

  /** The lock of the vault; absent where it is to be destroyed with its stack. */
  readonly lock?: VaultLock;

  /** The account and the Region that the vault is in. */
  readonly env = environmentOf(this);

  constructor(scope: Construct, id: string, props: RegionalBackupVaultProps) {
    super(scope, id);
    const { vaultName, encryptionKey } = props;
    const { removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE } = props;
    validateProps(this, { vaultName, lock: props.lock, removalPolicy }, rules);
    const isKept = !isDisposable(removalPolicy);
    const lock = isKept ? (props.lock ?? VaultLock.governance()) : undefined;
    if (lock === undefined) {
      Annotations.of(this).acknowledgeWarning(
        'evenkeel:vaultWithoutLock',
        "'removalPolicy' is DESTROY: what is in it is there to be deleted",
      );
    }
    if (lock?.coolingOff !== undefined) {
      Annotations.of(this).addWarningV2(
        'evenkeel:complianceLockIsFinal',
        `the lock of vault ${vaultName} is final ${lock.coolingOff.toDays()} days after its ` +
          'deployment: nobody can remove it or shorten what is kept, and what is kept is paid for',
      );
    }

    this.vaultName = vaultName;
    if (lock) this.lock = lock;
    this.vault = new backup.BackupVault(this, 'Resource', {
      backupVaultName: meanwhile(vaultName, 'not-looked-up-yet'),
      encryptionKey,
      ...(lock && {
        lockConfiguration: {
          minRetention: lock.minRetention,
          ...(lock.maxRetention && { maxRetention: lock.maxRetention }),
          ...(lock.coolingOff && { changeableFor: lock.coolingOff }),
        },
      }),
      blockRecoveryPointDeletion: isKept,
      removalPolicy,
    });
  }

  /** How CDK constructs refer to the vault. */
  get backupVaultRef(): interfaces.BackupVaultReference {
    return this.vault.backupVaultRef;
  }
}

/** Whether AWS Backup accepts the name for a vault: true as well while it is a token. */
export function isVaultName(name: string): boolean {
  return isUnknown(name) || /^[\w-]{2,50}$/.test(name);
}

export function vaultNameMessage(name: string): string {
  return `'vaultName' must be 2 to 50 letters, digits, '_' or '-', got '${name}'`;
}

/** False while the duration is absent, or a token. */
export function isShorterThanDays(duration: Duration | undefined, days: number): boolean {
  return (
    duration !== undefined &&
    !duration.isUnresolved() &&
    duration.toDays({ integral: false }) < days
  );
}
