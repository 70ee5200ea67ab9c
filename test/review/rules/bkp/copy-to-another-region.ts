import type { RuleSamples } from '../../support/samples.ts';

const twoRegions = { regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }] } as const;

const oneRegion = { regions: [{ name: 'eu-west-1' }] } as const;

export const samples: RuleSamples = {
  pass: {
    'a copy to another account under a key of its own': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': {
          account: '111122223333',
          resources: `
      Db: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: true , KmsKeyId: arn:aws:kms:eu-west-1:111122223333:key/1 } }
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:444455556666:backup-vault:main' }]
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties: { BackupPlanId: !Ref Plan, BackupSelection: { Resources: [!GetAtt Db.DBInstanceArn] } }
      `,
        },
      },
    },
    'a vault by its ARN': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:111111111111:backup-vault:main' }]
      `,
      },
    },
    'an account that is known at deployment': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: !Sub 'arn:\${AWS::Partition}:backup:eu-central-1:\${AWS::AccountId}:backup-vault:main' }]
      `,
      },
    },
    'one of several rules': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: !Ref AWS::NoValue
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:111111111111:backup-vault:main' }]
      `,
      },
    },
  },
  fail: {
    'a copy to another account under the key that AWS manages': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': {
          account: '111122223333',
          resources: `
      Db: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: true  } }
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:444455556666:backup-vault:main' }]
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties: { BackupPlanId: !Ref Plan, BackupSelection: { Resources: [!GetAtt Db.DBInstanceArn] } }
      `,
        },
      },
    },
    'no copies': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                ScheduleExpression: rate(1 day)
      `,
      },
    },
    'a copy in the same Region': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:111111111111:backup-vault:main' }]
      `,
      },
    },
    'a Region where the service is not': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-north-1:111111111111:backup-vault:main' }]
      `,
      },
    },
  },
  unknown: {
    'a copy under the key that AWS manages, to what may be another account': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': {
          resources: `
      Db: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: true  } }
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:444455556666:backup-vault:main' }]
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties: { BackupPlanId: !Ref Plan, BackupSelection: { Resources: [!GetAtt Db.DBInstanceArn] } }
      `,
        },
      },
    },
    'a vault that is given at deployment': {
      profile: twoRegions,
      stacks: {
        'eu-west-1/App': `
      Parameters: { Given: { Type: String } }
      Resources:
        Plan:
          Type: AWS::Backup::BackupPlan
          Properties:
            BackupPlan:
              BackupPlanRule:
                - RuleName: rule
                  CopyActions: [{ DestinationBackupVaultArn: !Ref Given }]
      `,
      },
    },
  },
  notApplicable: {
    'a plan in a Region where the service is not': {
      profile: twoRegions,
      stacks: {
        'us-east-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                ScheduleExpression: rate(1 day)
      `,
      },
    },
    'a service of one Region': {
      profile: oneRegion,
      stacks: {
        'eu-west-1/App': `
      Plan:
        Type: AWS::Backup::BackupPlan
        Properties:
          BackupPlan:
            BackupPlanRule:
              - RuleName: rule
                ScheduleExpression: rate(1 day)
      `,
      },
    },
  },
};
