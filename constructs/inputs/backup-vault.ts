import * as backup from 'aws-cdk-lib/aws-backup';
import { Annotations, ArnFormat, Duration, Stack, Token } from 'aws-cdk-lib/core';
import type { aws_backup as interfaces } from 'aws-cdk-lib/interfaces';
import { resourceBehind } from './resource.ts';

/** The shortest and the longest that a vault lets recovery points be kept. */
export interface RetentionBounds {
  /** A job whose backups would be kept for less fails. */
  readonly minRetention: Duration;
  /** A job whose backups would be kept for longer fails; absent: no limit. */
  readonly maxRetention?: Duration | undefined;
}

/** No limit at all, as a vault without a lock has it. */
const UNBOUNDED: RetentionBounds = { minRetention: Duration.days(1) };

/** The name of a vault as it was given: a text that another stack can hold without a reference. */
export function vaultNameOf(vault: interfaces.IBackupVaultRef): string {
  const resource = resourceBehind(vault, backup.CfnBackupVault.isCfnBackupVault);
  return resource?.backupVaultName ?? vault.backupVaultRef.backupVaultName;
}

/**
 * What the lock of a vault admits.
 *
 * A vault without a lock is warned of (`evenkeel:vaultWithoutLock`), since whoever may delete recovery
 * points can delete them all, and so is an imported one (`evenkeel:vaultLockUnknown`), which refuses
 * backups that its lock does not admit only when they are taken.
 */
export function boundsOf(vault: interfaces.IBackupVaultRef): RetentionBounds {
  const resource = resourceBehind(vault, backup.CfnBackupVault.isCfnBackupVault);
  if (resource === undefined) {
    Annotations.of(vault).addWarningV2(
      'evenkeel:vaultLockUnknown',
      'an imported vault does not say whether it has a lock, nor what that admits: see that it ' +
        'admits continuous backups, which are kept for 35 days, and copies for as long as you keep them',
    );
    return UNBOUNDED;
  }
  const lock = Stack.of(resource).resolve(resource.lockConfiguration) as
    | backup.CfnBackupVault.LockConfigurationTypeProperty
    | undefined;
  if (lock === undefined) {
    Annotations.of(vault).addWarningV2(
      'evenkeel:vaultWithoutLock',
      'the vault has no lock: whoever may delete recovery points can delete them all; give it a ' +
        'lockConfiguration, or use a RegionalBackupVault',
    );
    return UNBOUNDED;
  }
  return daysBetween(lock);
}

/** What an air-gapped vault admits; no limit where it is imported, which says nothing of it. */
export function airGappedBoundsOf(
  vault: interfaces.ILogicallyAirGappedBackupVaultRef,
): RetentionBounds {
  const resource = airGappedResource(vault);
  return resource === undefined ? UNBOUNDED : daysBetween(resource);
}

/** The ARN of an air-gapped vault, which a reference to one does not have. */
export function airGappedVaultArn(vault: interfaces.ILogicallyAirGappedBackupVaultRef): string {
  const { backupVaultName } = vault.logicallyAirGappedBackupVaultRef;
  return (
    airGappedResource(vault)?.attrBackupVaultArn ??
    Stack.of(vault).formatArn({
      service: 'backup',
      resource: 'backup-vault',
      resourceName: backupVaultName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  );
}

function airGappedResource(vault: interfaces.ILogicallyAirGappedBackupVaultRef) {
  return resourceBehind(
    vault,
    backup.CfnLogicallyAirGappedBackupVault.isCfnLogicallyAirGappedBackupVault,
  );
}

function daysBetween(days: {
  readonly minRetentionDays?: number | undefined;
  readonly maxRetentionDays?: number | undefined;
}): RetentionBounds {
  const { minRetentionDays: min = 1, maxRetentionDays: max } = days;
  return {
    // What is a token cannot be compared, and is taken for right.
    minRetention: Duration.days(Token.isUnresolved(min) ? 1 : min),
    ...(max !== undefined && !Token.isUnresolved(max) && { maxRetention: Duration.days(max) }),
  };
}
