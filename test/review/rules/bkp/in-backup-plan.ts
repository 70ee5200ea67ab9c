import type { RuleSamples } from '../../support/samples.ts';

const pilotLight = {
  strategy: 'pilot-light',
  regions: [
    { name: 'eu-central-1', role: 'primary' },
    { name: 'eu-west-1', role: 'standby' },
  ],
} as const;

export const samples: RuleSamples = {
  pass: {
    'a file system with automatic backups': `
      Files: { Type: AWS::EFS::FileSystem, Properties: { BackupPolicy: { Status: ENABLED } } }
    `,
    'a cluster by its ARN': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: [!Sub 'arn:\${AWS::Partition}:rds:\${AWS::Region}:\${AWS::AccountId}:cluster:\${Cluster}']
      `,
    'a cluster by its name': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { DBClusterIdentifier: main } }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:rds:eu-west-1:111111111111:cluster:main']
      `,
    'a cluster and its instances, of which it alone is selected': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: [!GetAtt Cluster.DBClusterArn]
      `,
    'a tag': `
      Cluster:
        Type: AWS::RDS::DBCluster
        Properties: { Tags: [{ Key: backup, Value: daily }] }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            ListOfTags:
              - { ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }
      `,
    'everything with a tag that begins so': `
      Cluster:
        Type: AWS::RDS::DBCluster
        Properties: { Tags: [{ Key: backup, Value: daily }] }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['*']
            Conditions:
              StringLike: [{ ConditionKey: aws:ResourceTag/backup, ConditionValue: 'da*' }]
      `,
    'all tables': `
      Table:
        Type: AWS::DynamoDB::Table
        Properties: { BillingMode: PAY_PER_REQUEST }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:dynamodb:*:*:table/*']
      `,
    'all that RDS holds': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:rds:eu-*:*:*']
      `,
    'a global table by the tag of its replica': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { Replicas: [{ Region: eu-west-1, Tags: [{ Key: backup, Value: daily }] }] }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            ListOfTags:
              - { ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }
      `,
    'a tag of the stack': {
      stacks: {
        'eu-west-1/App': {
          tags: { backup: 'daily' },
          resources: `
        Cluster: { Type: AWS::RDS::DBCluster }
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupSelection:
              ListOfTags:
                - { ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }
        `,
        },
      },
    },
  },
  fail: {
    'nothing selects it': `
      Cluster: { Type: AWS::RDS::DBCluster }
      `,
    'a cluster of its own in the standby Region': {
      profile: pilotLight,
      stacks: {
        'eu-west-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster }
      `,
      },
    },
    'the primary cluster of a global database': {
      profile: pilotLight,
      stacks: {
        'eu-central-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { GlobalClusterIdentifier: main } }
      `,
      },
    },
    'another value of the tag': `
      Cluster:
        Type: AWS::RDS::DBCluster
        Properties: { Tags: [{ Key: backup, Value: daily }] }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            ListOfTags:
              - { ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: weekly }
      `,
    'tables in place of the cluster': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:dynamodb:*:*:table/*']
      `,
    'another Region': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:rds:us-*:*:cluster:*']
      `,
    'another cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { DBClusterIdentifier: main } }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:rds:eu-west-1:111111111111:cluster:other']
      `,
    'everything but this': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['*']
            NotResources: [!GetAtt Cluster.DBClusterArn]
      `,
    'everything, without the tag it has': `
      Cluster:
        Type: AWS::RDS::DBCluster
        Properties: { Tags: [{ Key: backup, Value: daily }] }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['*']
            Conditions:
              StringNotEquals: [{ ConditionKey: aws:ResourceTag/backup, ConditionValue: daily }]
      `,
    'an instance in place of the cluster': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:rds:*:*:db:*']
      `,
    'a selection in another Region': {
      stacks: {
        'eu-west-1/Data': `
      Cluster: { Type: AWS::RDS::DBCluster }
      `,
        'eu-central-1/Backup': `
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['*']
      `,
      },
    },
  },
  unknown: {
    'an ARN that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster }
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupSelection:
              Resources: [!Ref Given]
      `,
    'a tag that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster:
          Type: AWS::RDS::DBCluster
          Properties: { Tags: [{ Key: backup, Value: !Ref Given }] }
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupSelection:
              ListOfTags:
                - { ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }
      `,
    'a cluster whose name CloudFormation makes': `
      Cluster: { Type: AWS::RDS::DBCluster }
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupSelection:
            Resources: ['arn:aws:rds:eu-west-1:111111111111:cluster:main']
      `,
  },
  notApplicable: {
    'the instance of a cluster': `
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: main } }
      `,
    'a read replica': `
      Replica: { Type: AWS::RDS::DBInstance, Properties: { SourceDBInstanceIdentifier: main } }
      `,
    'a secondary cluster': {
      profile: pilotLight,
      stacks: {
        'eu-west-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { GlobalClusterIdentifier: main } }
      `,
      },
    },
  },
};
