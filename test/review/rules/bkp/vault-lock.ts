import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'kept for as long as the lock wants': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: Retain
        Properties: { BackupVaultName: main, LockConfiguration: { MinRetentionDays: 35, MaxRetentionDays: 60 } }
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule: [{ RuleName: daily, TargetBackupVault: !Ref Vault, Lifecycle: { DeleteAfterDays: 35 } }]
      `,
    'locked and kept': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: Retain
        Properties: { BackupVaultName: main, LockConfiguration: { MinRetentionDays: 7 } }
      `,
    'kept once it is there': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: RetainExceptOnCreate
        Properties: { BackupVaultName: main, LockConfiguration: { MinRetentionDays: 7 } }
      `,
  },
  fail: {
    'kept for less than the lock wants': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: Retain
        Properties: { BackupVaultName: main, LockConfiguration: { MinRetentionDays: 35 } }
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule: [{ RuleName: daily, TargetBackupVault: !Ref Vault, Lifecycle: { DeleteAfterDays: 14 } }]
      `,
    'kept for good where the lock has a maximum': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: Retain
        Properties: { BackupVaultName: main, LockConfiguration: { MaxRetentionDays: 60 } }
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule: [{ RuleName: daily, TargetBackupVault: !Ref Vault,  }]
      `,
    'no lock': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: Retain
        Properties: { BackupVaultName: main }
      `,
    'deleted with its stack, the default': `
      Vault:
        Type: AWS::Backup::BackupVault
        Properties: { BackupVaultName: main, LockConfiguration: { MinRetentionDays: 7 } }
      `,
    'a lock that is no value': `
      Vault:
        Type: AWS::Backup::BackupVault
        DeletionPolicy: Retain
        Properties: { BackupVaultName: main, LockConfiguration: !Ref AWS::NoValue }
      `,
  },
  unknown: {
    'a policy that is given at deployment': `
      Transform: AWS::LanguageExtensions
      Parameters: { Given: { Type: String } }
      Resources:
        Vault:
          Type: AWS::Backup::BackupVault
          DeletionPolicy: !Ref Given
          Properties: { BackupVaultName: main, LockConfiguration: { MinRetentionDays: 7 } }
      `,
  },
};
