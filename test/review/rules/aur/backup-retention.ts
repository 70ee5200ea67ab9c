import type { RuleSamples } from '../../support/samples.ts';

const monthly = { floors: { backupRetentionDays: 35 } } as const;

export const samples: RuleSamples = {
  pass: {
    'a week': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: '7' } }
      `,
    'an instance of its own': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { BackupRetentionPeriod: 35 } }
      `,
    'a cluster, whatever its instances say': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: 14 } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, BackupRetentionPeriod: 1 }
      `,
  },
  fail: {
    'the default, one day': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      `,
    'an instance without backups': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { BackupRetentionPeriod: 0 } }
      `,
    'less than the floor': {
      profile: monthly,
      stacks: {
        'eu-west-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: 14 } }
      `,
      },
    },
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: !Ref Given } }
      `,
  },
  notApplicable: {
    'the instance of a cluster that is elsewhere': `
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: main }
      `,
    'a read replica': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { SourceDBInstanceIdentifier: main } }
      `,
  },
};
