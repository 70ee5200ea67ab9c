import type { RuleSamples } from '../../support/samples.ts';

const monthly = { floors: { backupRetentionDays: 35 } } as const;

const days = 'Lifecycle: { DeleteAfterDays: 35 }';
const copies = 'CopyActions: [{ DestinationBackupVaultArn: vault }]';

/** What another Region recovers from, within two hours. */
const restored = (...rules: readonly string[]) => ({
  profile: { strategy: 'backup-and-restore', objectives: { rpoSeconds: 7200 } } as const,
  stacks: {
    'eu-west-1/App': `
      Parameters: { Given: { Type: String } }
      Resources:
        Plan:
          Type: AWS::Backup::BackupPlan
          Properties:
            BackupPlan:
              BackupPlanRule: [${rules.map((rule) => `{ RuleName: rule, ${rule} }`).join(', ')}]
    `,
  },
});
const every = (schedule: string) => `${days}, ${copies}, ScheduleExpression: '${schedule}'`;

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
    'five weeks': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: '35' }
      `,
    'copies every hour': restored(every('cron(0 * * * ? *)')),
    'copies as often as promised': restored(every('cron(30 0/2 ? * * *)')),
    'one rule that copies often enough': restored(
      every('rate(1 day)'),
      every('cron(0 0,2,4,6,8,10,12,14,16,18,20,22 * * ? *)'),
    ),
    'a week': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: 7 }
      `,
    'no end': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                ScheduleExpression: rate(1 day)
      `,
    'one rule of several': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: 2 }
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: 35 }
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
    'copies every day': restored(every('cron(0 5 ? * * *)')),
    'copies in the daytime': restored(every('cron(0 8-18 ? * MON-FRI *)')),
    'copies once a month': restored(every('cron(0 5 1 * ? *)')),
    'backups every hour of which none is copied before the day is over': restored(
      `${days}, ScheduleExpression: rate(1 hour)`,
      every('rate(1 day)'),
    ),
    'two days': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: 2 }
      `,
    'less than the floor': {
      profile: monthly,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: 14 }
      `,
      },
    },
  },
  unknown: {
    'a schedule that is given at deployment': restored(
      `${days}, ${copies}, ScheduleExpression: !Ref Given`,
    ),
    'a schedule that depends on the calendar': restored(every('cron(0 5 L * ? *)')),
    'days that are given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Plan:
          Type: AWS::Backup::BackupPlan
          Properties:
            BackupPlan:
              BackupPlanRule:
                - RuleName: rule
                  Lifecycle: { DeleteAfterDays: !Ref Given }
      `,
  },
};
