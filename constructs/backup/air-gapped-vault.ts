import * as backup from 'aws-cdk-lib/aws-backup';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { aws_backup as interfaces } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { environmentOf } from '../inputs/resource.ts';
import { noSnapshots } from '../removal.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { isShorterThanDays, isVaultName, vaultNameMessage } from './regional-backup-vault.ts';
import { CONTINUOUS_RETENTION } from './vault-lock.ts';

/** Properties of an {@link AirGappedVault}. */
export interface AirGappedVaultProps {
  /** The name of the vault, which no other vault of the account has in this Region. */
  readonly vaultName: string;

  /**
   * The shortest that a copy in it is kept: 7 days at least.
   *
   * @default 35 days - as far back as continuous backups reach
   */
  readonly minRetention?: Duration;

  /**
   * The longest that a copy in it is kept.
   *
   * @default 365 days - a copy that is kept too long by mistake cannot be deleted, and is paid for
   */
  readonly maxRetention?: Duration;

  /**
   * What becomes of the vault when it leaves the stack. `DESTROY` deletes it once it is empty: nobody
   * deletes a copy before its time, and until the last one has expired, the deletion of the stack fails
   * (https://docs.aws.amazon.com/aws-backup/latest/devguide/delete-a-vault.html).
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is for the case that somebody deletes stacks;
   *   its name is given, and what a failed first deployment left behind would block the next one
   */
  readonly removalPolicy?: RemovalPolicy;
}

interface CheckedVault {
  readonly vaultName: string;
  readonly minRetention: Duration;
  readonly maxRetention: Duration;
  readonly removalPolicy: RemovalPolicy;
}

const rules: ValidationRule<CheckedVault>[] = [
  {
    condition: ({ vaultName }) => !isVaultName(vaultName),
    message: ({ vaultName }) => vaultNameMessage(vaultName),
  },
  {
    condition: ({ minRetention }) => isShorterThanDays(minRetention, 7),
    message: ({ minRetention }) =>
      `'minRetention' must be at least 7 days, as AWS Backup requires, got ${minRetention.toHumanString()}`,
  },
  {
    condition: ({ minRetention, maxRetention }) =>
      !minRetention.isUnresolved() && isShorterThanDays(maxRetention, minRetention.toDays()),
    message: ({ minRetention, maxRetention }) =>
      `'maxRetention' must not be shorter than 'minRetention' of ${minRetention.toDays()} days, got ` +
      `${maxRetention.toDays()} days`,
  },
  noSnapshots,
];

/**
 * Defines a logically air-gapped vault, for the case that somebody with every permission in the
 * account means harm.
 *
 * It guarantees that
 *
 * - what is in it lies in an account of AWS Backup, locked in compliance mode from the first moment:
 *   nobody deletes it before its time, whatever they may do in this account;
 * - it is encrypted with a key of AWS, not with one of the account, which somebody could delete;
 * - it outlives its stack, unless told otherwise.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html
 *
 * @throws Error when `vaultName` cannot be the name of a vault, when AWS Backup does not accept the
 *   bounds of the retention, or when a snapshot is asked for
 */
export class AirGappedVault
  extends Construct
  implements interfaces.ILogicallyAirGappedBackupVaultRef
{
  /** The vault, for plans to copy into. */
  readonly vault: backup.IBackupVault;

  /** The name of the vault, as it was given. */
  readonly vaultName: string;

  /** The shortest that a copy in it is kept. */
  readonly minRetention: Duration;

  /** The longest that a copy in it is kept. */
  readonly maxRetention: Duration;

  /** The account and the Region that the vault is in. */
  readonly env = environmentOf(this);

  constructor(scope: Construct, id: string, props: AirGappedVaultProps) {
    super(scope, id);
    this.vaultName = props.vaultName;
    this.minRetention = props.minRetention ?? CONTINUOUS_RETENTION;
    this.maxRetention = props.maxRetention ?? Duration.days(365);
    const { vaultName, minRetention, maxRetention } = this;
    const { removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE } = props;
    validateProps(this, { vaultName, minRetention, maxRetention, removalPolicy }, rules);

    // The CDK has an L2 of other vaults only.
    const vault = new backup.CfnLogicallyAirGappedBackupVault(this, 'Resource', {
      backupVaultName: vaultName,
      minRetentionDays: minRetention.toDays(),
      maxRetentionDays: maxRetention.toDays(),
    });
    vault.applyRemovalPolicy(removalPolicy);
    this.vault = backup.BackupVault.fromBackupVaultArn(this, 'Vault', vault.attrBackupVaultArn);
  }

  /** How CDK constructs refer to the vault. */
  get logicallyAirGappedBackupVaultRef(): interfaces.LogicallyAirGappedBackupVaultReference {
    return { backupVaultName: this.vaultName };
  }
}
