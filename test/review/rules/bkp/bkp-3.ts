import type { RuleSamples } from '../../support/samples.ts';

const monthly = { floors: { backupRetentionDays: 35 } } as const;

export const samples: RuleSamples = {
  pass: {
    'five weeks': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                Lifecycle: { DeleteAfterDays: '35' }
      `,
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
