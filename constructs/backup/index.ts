export { AirGappedVault, type AirGappedVaultProps } from './air-gapped-vault.ts';
export { backupIntervalHours } from './backup-interval.ts';
export { RegionalBackupPlan, type RegionalBackupPlanProps } from './regional-backup-plan.ts';
export { RegionalBackupVault, type RegionalBackupVaultProps } from './regional-backup-vault.ts';
export { RestoreTesting, type RestoreTestingProps } from './restore-testing.ts';
export { type ComplianceLockOptions, VaultLock, type VaultLockOptions } from './vault-lock.ts';
